"""Transcripts as files: HTML, PDF and DOCX. Words are data in each of them, never markup.

Every writer takes a ``Transcript`` and gives the bytes of a file. HTML is always there; PDF needs
the extra ``[pdf]`` and DOCX the extra ``[docx]``.
"""

from wasit.adapters.transcripts.docx_file import docx_transcript
from wasit.adapters.transcripts.html_file import html_transcript
from wasit.adapters.transcripts.pdf_file import pdf_transcript

__all__ = ["docx_transcript", "html_transcript", "pdf_transcript"]
