"""Makes the pictures in test/fixtures/decode from one free photo (see SOURCES.md there).

    python3 -m pip install pillow==13.0.0 pillow-heif==1.8.1 numpy
    python3 scripts/make-fixtures.py PHOTO      (kodim23.png of the Kodak Lossless True Color Image Suite)

Every file shows the same 240 x 160 picture, upright, so that the tests can compare them.
"""

import io
import struct
import sys
import zlib
from pathlib import Path

import numpy
import pillow_heif
from PIL import Image, ImageCms

SIZE = (240, 160)
OUT = Path(__file__).resolve().parent.parent / "test/fixtures/decode"

pillow_heif.register_heif_opener()


def png_of_16_bits(picture):
    """Pillow cannot write 16-bit RGB."""
    deep = numpy.asarray(picture).astype(">u2") * 257
    rows = b"".join(b"\0" + row.tobytes() for row in deep)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", *SIZE, 16, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def display_p3():
    """An ICC profile (version 2) with the primaries of Display P3, adapted to D50, and gamma 2.2."""

    def xyz(x, y, z):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in (x, y, z))

    text = b"Display P3"
    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags = [
        (b"desc", b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" * 79),
        (b"cprt", b"text\0\0\0\0none\0\0\0\0"),
        (b"wtpt", xyz(0.9642, 1, 0.8249)),
        (b"rXYZ", xyz(0.5151, 0.2412, -0.0011)),
        (b"gXYZ", xyz(0.2920, 0.6922, 0.0419)),
        (b"bXYZ", xyz(0.1571, 0.0666, 0.7841)),
        (b"rTRC", gamma),
        (b"gTRC", gamma),
        (b"bTRC", gamma),
    ]
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for kind, data in tags:
        data += b"\0" * (-len(data) % 4)
        table += kind + struct.pack(">II", at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2024, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28
    head += struct.pack(">iii", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    return head.ljust(128, b"\0") + table + body


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def full_box(kind, version, flags, *parts):
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def boxes(data):
    at = 0
    while at + 8 <= len(data):
        size = struct.unpack(">I", data[at : at + 4])[0] or len(data) - at
        yield data[at + 4 : at + 8], data[at + 8 : at + size]
        at += size


def heic_grid(picture):
    """Two by two tiles, as phones store them; the libraries for Python write single pictures only."""
    width, height = SIZE[0] // 2, SIZE[1] // 2
    tiles, config = [], b""
    for y in (0, height):
        for x in (0, width):
            single = io.BytesIO()
            picture.crop((x, y, x + width, y + height)).save(single, "HEIF", quality=80)
            top = dict(boxes(single.getvalue()))
            meta = dict(boxes(top[b"meta"][4:]))
            config = dict(boxes(dict(boxes(meta[b"iprp"]))[b"ipco"]))[b"hvcC"]
            # One item: the media data is the tile.
            tiles.append(top[b"mdat"])
    grid = struct.pack(">BBBBHH", 0, 0, 1, 1, *SIZE)
    items = [(1, b"grid")] + [(i + 2, b"hvc1") for i in range(4)]
    infe = [full_box(b"infe", 2, 1 if i > 1 else 0, struct.pack(">HH4sB", i, 0, kind, 0)) for i, kind in items]
    properties = box(
        b"ipco",
        full_box(b"ispe", 0, 0, struct.pack(">II", *SIZE)),
        full_box(b"ispe", 0, 0, struct.pack(">II", width, height)),
        box(b"hvcC", config),
    )
    uses = struct.pack(">HBB", 1, 1, 1) + b"".join(struct.pack(">HBBB", i + 2, 2, 2, 0x83) for i in range(4))

    def meta(start):
        places, at = b"", start
        for i, data in enumerate([grid, *tiles], 1):
            places += struct.pack(">HHHII", i, 0, 1, at, len(data))
            at += len(data)
        return full_box(
            b"meta",
            0,
            0,
            full_box(b"hdlr", 0, 0, struct.pack(">I4s12xB", 0, b"pict", 0)),
            full_box(b"pitm", 0, 0, struct.pack(">H", 1)),
            full_box(b"iloc", 0, 0, struct.pack(">HH", 0x4400, 5), places),
            full_box(b"iinf", 0, 0, struct.pack(">H", 5), *infe),
            full_box(b"iref", 0, 0, box(b"dimg", struct.pack(">HH4H", 1, 4, 2, 3, 4, 5))),
            box(b"iprp", properties, full_box(b"ipma", 0, 0, struct.pack(">I", 5), uses)),
        )

    start = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    return start + meta(len(start) + len(meta(0)) + 8) + box(b"mdat", grid, *tiles)


def main():
    picture = Image.open(sys.argv[1]).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    grey = picture.convert("L")
    other = Image.new("RGB", SIZE, "red")
    OUT.mkdir(parents=True, exist_ok=True)

    def save(name, image=picture, **options):
        image.save(OUT / name, **options)

    turns = Image.Transpose
    back = {2: 0, 3: turns.ROTATE_180, 4: 1, 5: turns.TRANSPOSE, 6: turns.ROTATE_90, 7: turns.TRANSVERSE, 8: turns.ROTATE_270}
    for orientation in range(1, 9):
        stored = picture.transpose(turns(back[orientation])) if orientation > 1 else picture
        exif = Image.Exif()
        exif[0x112] = orientation
        save(f"orientation-{orientation}.jpg", stored, quality=85, exif=exif)

    save("plain.jpg", quality=90)
    save("progressive.jpg", quality=90, progressive=True)
    save("grey.jpg", grey, quality=90)
    save("cmyk.jpg", picture.convert("CMYK"), quality=90)
    save("plain.png")
    save("grey.png", grey)
    save("bilevel.png", picture.convert("1"))
    (OUT / "deep.png").write_bytes(png_of_16_bits(picture))
    # The left half transparent, and black underneath.
    mask = Image.new("L", SIZE, 255)
    mask.paste(0, (0, 0, SIZE[0] // 2, SIZE[1]))
    clear = picture.copy()
    clear.paste("black", (0, 0, SIZE[0] // 2, SIZE[1]))
    clear.putalpha(mask)
    save("alpha.png", clear)
    save("alpha.heic", clear, quality=80)
    save("animated.png", save_all=True, append_images=[other])
    save("animated.gif", save_all=True, append_images=[other])
    save("animated.webp", save_all=True, append_images=[other], quality=85)
    save("plain.webp", quality=85)
    save("plain.tif", compression="tiff_lzw")
    save("pages.tif", save_all=True, append_images=[other], compression="tiff_lzw")
    save("plain.avif", quality=85)
    save("plain.bmp")
    save("palette.bmp", picture.quantize(256))

    save("plain.heic", quality=80)
    rotated = Image.Exif()
    rotated[0x112] = 6
    save("rotated.heic", picture.transpose(turns.ROTATE_90), quality=80, exif=rotated.tobytes())
    deep = numpy.asarray(picture).astype(numpy.uint16) * 257
    ten_bits = pillow_heif.from_bytes(mode="RGB;16", size=SIZE, data=deep.tobytes())
    ten_bits.save(OUT / "ten-bit.heic", quality=80)
    (OUT / "grid.heic").write_bytes(heic_grid(picture))
    wide = display_p3()
    profile = ImageCms.ImageCmsProfile(io.BytesIO(wide))
    in_p3 = ImageCms.profileToProfile(picture, ImageCms.createProfile("sRGB"), profile)
    save("display-p3.heic", in_p3, quality=80, icc_profile=wide)
    save("display-p3.jpg", in_p3, quality=90, icc_profile=wide)

    jpeg = (OUT / "plain.jpg").read_bytes()
    (OUT / "truncated.jpg").write_bytes(jpeg[: len(jpeg) // 2])
    png = bytearray((OUT / "plain.png").read_bytes())
    png[-16] ^= 0xFF  # the last byte of the pixels' checksum is 13 before the end
    (OUT / "crc-error.png").write_bytes(png)


main()
