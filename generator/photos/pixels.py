"""Turn what a file holds into the pixels that readers see: 8 bits, sRGB, upright, nothing transparent."""

from io import BytesIO

from PIL import ExifTags, Image, ImageChops, ImageCms, ImageFile, ImageMath

from generator.photos.cropping import Cropping
from generator.photos.facts import Refusal
from generator.photos.framing import Box
from generator.photos.opening import load
from generator.photos.profiles import is_srgb, profile_of

WHITE = (255, 255, 255)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by EXIF's number of its orientation."""
ON_ITS_SIDE = 5
"""From this number of orientation on, width and height change places."""
REDUCIBLE_MODES = ("L", "LA", "RGB", "RGBA", "CMYK")
TRANSPARENT_MODES = ("RGBA", "LA")
BITS, PHOTOMETRIC = 258, 262
"""The tags of a TIFF that say how many bits a level has, and what a level of 0 is."""
WHITE_IS_ZERO = 0
FROM_12_BITS = 16
PROFILED_MODES = ("L", "RGB", "CMYK", "LAB")

Size = tuple[int, int]


def orientation_of(image: Image.Image) -> int:
    """Return EXIF's number of the orientation, 1 if the file doesn't say or says nonsense.

    Pillow would take it from XMP where EXIF says nothing. No browser does, since programs that turn a picture and take
    its EXIF away often leave XMP as it was.
    """
    if image.format == "TIFF":  # Pillow turns these by itself
        return 1
    try:
        found = _exif_alone(image).get(ExifTags.Base.Orientation)
    except MemoryError:
        raise
    except Exception:  # broken metadata raises nearly every kind of error
        return 1
    return found if found in TURNS else 1


def _exif_alone(image: Image.Image) -> Image.Exif:
    raw = image.info.get("exif")
    if not isinstance(raw, bytes):
        return Image.Exif() if image.info.get("xmp") else image.getexif()  # some PNGs have EXIF in a text
    exif = Image.Exif()
    exif.load(raw)
    return exif


def upright_size(image: Image.Image, cropping: Cropping | None = None) -> Size:
    """Return width and height of an opened picture, or of the part that is shown, when it is upright.

    Nothing is decoded.
    """
    width, height = image.size
    if cropping:
        left, top, right, bottom = _box_of(image, cropping)
        width, height = right - left, bottom - top
    return (height, width) if orientation_of(image) >= ON_ITS_SIDE else (width, height)


def _box_of(image: Image.Image, cropping: Cropping) -> Box:
    """Return the part of an opened picture that is shown, before the picture is turned."""
    if image.format != "TIFF":
        return cropping.box(image.size, orientation_of(image), is_turned=False)
    found = getattr(image, "tag_v2", {}).get(ExifTags.Base.Orientation)
    return cropping.box(image.size, found if found in TURNS else 1, is_turned=True)


def read_pixels(image: ImageFile.ImageFile, shrink: int, cropping: Cropping | None = None) -> Image.Image | Refusal:
    """Decode an opened picture, or the part that is shown, into upright sRGB pixels without any metadata.

    Its size is divided by `shrink` (1, 2, 4 or 8), a JPEG's while it is decoded, for time and memory. A picture that is
    cropped is decoded whole, so that nothing of what is cut away gets into the pixels beside it.
    """
    orientation = orientation_of(image)
    whole = image.size
    box = _box_of(image, cropping) if cropping else None
    if box is None:
        image.draft(None, (max(1, whole[0] // shrink), max(1, whole[1] // shrink)))
    is_drafted = image.size != whole
    refusal = load(image)
    if refusal:
        return refusal
    profile = profile_of(image)
    plain = _plain_channels(image)
    plain = plain.crop(box) if box else plain
    plain.info = {"icc_profile": profile} if profile else {}
    flat = _on_white(plain if is_drafted or plain.mode not in REDUCIBLE_MODES else plain.reduce(shrink))
    upright = flat.transpose(TURNS[orientation]) if orientation in TURNS else flat
    upright.info.clear()
    return upright


def _plain_channels(image: Image.Image) -> Image.Image:
    """Return the picture with 8 bits a channel, without palette, and with transparency as a channel of its own."""
    if image.mode.startswith("I;16"):
        return _from_16_bits(image)
    if image.mode in {"P", "1", "PA"} or "transparency" in image.info:
        is_transparent = image.mode == "PA" or "transparency" in image.info
        return image.convert("RGBA" if is_transparent else "RGB" if image.mode == "P" else "L")
    return image


def _from_16_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits with the upper 8, where Pillow's own conversion may cut off all above 255."""
    tags = getattr(image, "tag_v2", {})
    full = image.point(lambda level: level * FROM_12_BITS) if tags.get(BITS) == (12,) else image
    raw = full.tobytes()
    upper = raw[0::2] if image.mode.endswith("B") else raw[1::2]
    grey = Image.frombytes("L", image.size, upper)
    if tags.get(PHOTOMETRIC) == WHITE_IS_ZERO:
        grey = ImageChops.invert(grey)
    key = image.info.get("transparency")
    if isinstance(key, int):
        shown = ImageMath.lambda_eval(lambda args: args["notequal"](args["grey"], key) * 255, grey=image.convert("I"))
        grey.putalpha(shown.convert("L"))
    return grey


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture's colours in sRGB on white. What is transparent leaves no trace."""
    if image.mode not in TRANSPARENT_MODES:
        return _to_srgb(image)
    opaque = image.convert("L" if image.mode == "LA" else "RGB")
    page = Image.new("RGB", image.size, WHITE)
    page.paste(_to_srgb(opaque), mask=image.getchannel("A"))
    return page


def _to_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in sRGB, by its colour profile if it has a usable one."""
    profile = image.info.get("icc_profile", b"")
    if profile and image.mode in PROFILED_MODES:
        try:
            return _through_profile(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that is damaged, or that belongs to another kind of picture
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _convert(image, lab)
    return image.convert("RGB")


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode == "RGB" and is_srgb(profile):
        return image
    return _convert(image, ImageCms.ImageCmsProfile(BytesIO(profile)))


def _convert(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    """Convert to sRGB as picture editors do: relative colorimetric, with the black points matched."""
    converted = ImageCms.profileToProfile(
        image,
        source,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if converted is None:
        raise ValueError("the picture was converted in place")
    return converted
