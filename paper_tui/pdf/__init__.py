"""PDF files: what they say of themselves, and the lines of their pages. Alone imports pypdfium2.

pypdfium2 is a base dependency: 8 MB, BSD and Apache licences, no dependencies of its own. It is imported
when the first PDF is read. Files come from anywhere, and PDFium is a large C++ program: `child` reads them
in a process of its own, whose end costs one file.
"""
