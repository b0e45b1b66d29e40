"""THE NOUNS: what a regulation is made of. Pure values; imports nothing of ours.

Glossary: Instrument (the work) · Version (one text of it) · Capture (one fetched file) · Authority (issuing body) ·
Provision (any node): 编 part, 章 chapter, 节 section, 条 article, 款 paragraph, 项 item, 目 subitem · Stage.
Front doors: `instrument`, `document`, `provision`, `numbering`, `citation`.
"""
