"""All words of files that a page gives away, of whatever form."""

import io
import zipfile

import docx
import openpyxl
from pypdfium2 import PdfDocument


def written(files):
    """Join what stands in them, archives opened."""
    found = []
    for name, made in files.items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(made)) as packed:
                found.append(written({each: packed.read(each) for each in packed.namelist()}))
        elif name.endswith(".docx"):
            found += ["".join(p.itertext()) for p in docx.Document(io.BytesIO(made)).element.body]
        elif name.endswith(".pdf"):
            found += [page.get_textpage().get_text_bounded() for page in PdfDocument(made)]
        elif name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(made))
            cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
            assert not [cell for cell in cells if cell.data_type == "f"]
            found += [str(cell.value) for cell in cells if cell.value is not None]
        else:
            found.append(made.decode("utf-8-sig"))
    return "\n".join(found)
