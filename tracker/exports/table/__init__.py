"""THE TABLE of old and new provisions, 新旧条文对照表, as Word, Excel and PDF files.

Front doors: `layout.lay_out` (a comparison → `cells.Table`), then `as_docx.render`, `as_xlsx.render`, `as_pdf.render`.
"""
