"""READING WHAT NOBODY VOUCHES FOR: files from sources are read in a process of its own, within limits.

Front doors: `reading.read(data, name=, guide=)` as `documents.reading.read`, bounded in time and memory;
`programs.outside(ocr=)`, what LibreOffice and Tesseract can do here.
"""
