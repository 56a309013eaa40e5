"""From files (Word, OpenDocument, RTF, HTML, mail, plain text) to paragraphs."""
