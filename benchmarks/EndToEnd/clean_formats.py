"""A story in each format that is read: the ending of its name, and what makes its bytes of sentences and a number."""
import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

DAY = "2026-03-04T05:06:07Z"


def lines(story):
    return "\n".join(story) + "\n"


def tags(story, tag="p"):
    return "".join(f"<{tag}>{one}</{tag}>" for one in story)


def zipped(*members):
    """The same bytes for the same members, whatever the clock says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members:
            kept = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), text, kept)
    return out.getvalue()


def page(story, _):
    return f"<!DOCTYPE html><html><head><title>News</title></head><body><article>{tags(story)}</article></body></html>"


def mail(story, number):
    return f"From: a@example.org\nSubject: news\nMessage-ID: <m{number}@example.org>\n\n" + lines(story)


def mailbox(story, number):
    return "From a@example.org Wed Mar  4 05:06:07 2026\n" + mail(story, number) + "\n"


def word(story, _):
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in story)
    kinds = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             'wordprocessingml.document.main+xml"/></Types>')
    links = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
             'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
             'Target="word/document.xml"/></Relationships>')
    return zipped(
        ("[Content_Types].xml", kinds), ("_rels/.rels", links),
        ("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                              f"<w:body>{body}</w:body></w:document>"))


def open_document(story, _):
    names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
             'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')
    return zipped(
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", f"<office:document-content {names}><office:body><office:text>{tags(story, 'text:p')}"
                        "</office:text></office:body></office:document-content>"),
        ("META-INF/manifest.xml",
         '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'))


def book(story, _):
    opf = ('<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest><item id="a" '
           'href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
           "</package>")
    return zipped(
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml",
         '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
         'full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'),
        ("a.opf", opf),
        ("a.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>a</title></head><body>{tags(story)}'
                    "</body></html>"))


def pdf(story, _):
    words = " ".join(story).split()
    rows, row = [], ""
    for one in words:
        if len(row) + len(one) > 90:
            rows.append(row)
            row = ""
        row += (" " if row else "") + one
    rows.append(row)
    drawn = "BT /F1 9 Tf 12 TL 50 800 Td " + " ".join(f"({row}) Tj T*" for row in rows) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n")


def web_archive(kind, head):
    def make(story, number):
        body = (head + (page(story, number) if head else lines(story))).encode()
        return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{number}\r\n"
                f"WARC-Date: {DAY}\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nContent-Type: "
                f"{'application/http; msgtype=response' if head else 'text/plain'}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode() + body + b"\r\n\r\n"
    return make


def nitf(story, number):
    return (f'<nitf><head><docdata><doc-id id-string="n{number}"/><date.issue norm="20260304T050607Z"/></docdata>'
            f"</head><body><body.head><hedline><hl1>News</hl1></hedline></body.head><body.content>{tags(story)}"
            "</body.content></body></nitf>")


def news_item(story, number):
    return ('<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example.org:%d" version="1" '
            'standard="NewsML-G2" standardversion="2.28"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>%s'
            '</versionCreated></itemMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html '
            'xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html></inlineXML></contentSet></newsItem>'
            % (number, DAY, tags(story)))


def feed(story, number):
    return ('<rss version="2.0"><channel><title>News</title><link>https://example.org/</link><item><title>News</title>'
            f"<guid>https://example.org/{number}</guid><description>{' '.join(story)}</description></item></channel>"
            "</rss>")


def atom(story, number):
    return ('<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:f</id><entry><title>News</title>'
            f'<id>urn:e:{number}</id><updated>{DAY}</updated><content type="text">{" ".join(story)}</content></entry>'
            "</feed>")


def ninjs(story, number):
    return json.dumps({"uri": f"urn:ninjs:{number}", "type": "text", "version": "1", "body_text": lines(story)})


def json_feed(story, number):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "News",
                       "items": [{"id": f"https://example.org/{number}", "content_text": lines(story)}]})


def wire(story, number):
    return f"\x01v2400 {number % 1000:03} \nbc-news\n\x02News\n   {' '.join(story)}\n\x03\n\x04"


def record(story, number):
    return json.dumps({"id": str(number), "text": " ".join(story)})


def table(mark):
    return lambda story, number: f"id{mark}text\n{number}{mark}\"{' '.join(story)}\"\n"


def packed(pack):
    return lambda story, _: pack(lines(story).encode())


def tar(story, number):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo(f"{number}.txt")
        data = lines(story).encode()
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


FORMATS = [
    (".md", lambda story, _: lines(story)), (".html", page), (".eml", mail), (".mbox", mailbox), (".docx", word),
    (".odt", open_document), (".epub", book), (".pdf", pdf),
    (".json", lambda story, number: f"[{record(story, number)}]"),
    (".jsonl", lambda story, number: record(story, number) + "\n"), (".csv", table(",")), (".tsv", table("\t")),
    (".warc", web_archive("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")),
    (".wet", web_archive("conversion", "")), (".rss", feed), (".atom", atom), (".newsml", news_item), (".nitf", nitf),
    (".ninjs", ninjs), (".json", json_feed), (".anpa", wire), (".tar", tar),
    (".zip", lambda story, number: zipped((f"{number}.txt", lines(story)))),
    (".txt.gz", packed(lambda data: gzip.compress(data, mtime=0))), (".txt.bz2", packed(bz2.compress)),
    (".txt.xz", packed(lzma.compress)),
]
