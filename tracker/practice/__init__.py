"""THE FIRM: its people and clients, what each may see, what they watch, and the state of the sources.

Pure values and the one place where the table “who sees what” is written (`access`). No input or output.
"""
