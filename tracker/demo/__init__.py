"""A DAY IN THE LIFE: the sample library served over loopback in the shape of official pages, for demo and tests.

May not enter: anything a real installation needs; nothing imports this room but the command line.
Front doors: `site.serve(port)`, `site.Site`, `site.sources(base)`, `standard_pdf.make(text)`.
"""
