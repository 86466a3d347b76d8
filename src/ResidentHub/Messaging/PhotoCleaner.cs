using System.Buffers.Binary;

namespace ResidentHub.Messaging;

/// <summary>A picture without metadata.</summary>
public sealed record CleanPhoto(byte[] Bytes, string ContentType);

/// <summary>
/// Knows a picture by its content and keeps only what draws it: places, dates, devices and thumbnails go, the orientation stays.
/// JPEG (ITU T.81), Exif orientation (CIPA DC-008 tag 0x0112), PNG (ISO 15948) and WebP (RFC 9649).
/// </summary>
public static class PhotoCleaner
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture cleaned, or null when the bytes are no whole JPEG, PNG or WebP.</summary>
    public static CleanPhoto? Clean(byte[] bytes)
    {
        try
        {
            ReadOnlySpan<byte> span = bytes;
            if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
                return Jpeg(span) is { } jpeg ? new CleanPhoto(jpeg, "image/jpeg") : null;
            if (span.StartsWith(s_png))
                return Png(span) is { } png ? new CleanPhoto(png, "image/png") : null;
            return span.Length > 12 && span.StartsWith("RIFF"u8) && span[8..12].SequenceEqual("WEBP"u8) && WebP(span) is { } webp ? new CleanPhoto(webp, "image/webp") : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // A length inside the file points past its end: not a whole picture.
            return null;
        }
    }

    // Keeps APP0 (JFIF) and APP14 (Adobe colours), drops APP1-13, APP15 and comments, cuts after the end of the image.
    private static byte[]? Jpeg(ReadOnlySpan<byte> bytes)
    {
        using var clean = new MemoryStream(bytes.Length);
        clean.Write([0xFF, 0xD8]);
        var (at, orientation, hasFrame, hasScan) = (2, 1, false, false);
        while (at + 2 <= bytes.Length)
        {
            if (bytes[at] != 0xFF)
                return null;
            var marker = bytes[at + 1];
            if (marker == 0xD9)
            {
                clean.Write([0xFF, 0xD9]);
                return hasFrame && hasScan ? clean.ToArray() : null;
            }

            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]) + 2;
            var segment = bytes.Slice(at, length);
            at += length;
            if (marker == 0xE1)
                orientation = Orientation(segment[4..]) ?? orientation;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                hasFrame = true;
            if (marker is (>= 0xE1 and <= 0xED) or 0xEF or 0xFE)
                continue;
            if (marker != 0xE0 && orientation != 1)
            {
                clean.Write(ExifWith(orientation));
                orientation = 1;
            }

            clean.Write(segment);
            if (marker != 0xDA)
                continue;
            var end = EndOfScan(bytes, at);
            clean.Write(bytes[at..end]);
            (at, hasScan) = (end, true);
        }

        return null;
    }

    // Entropy-coded data runs to the next marker; FF 00 is a stuffed byte, FF D0-D7 are restarts inside it.
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (at + 1 < bytes.Length && !(bytes[at] == 0xFF && bytes[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7))))
            at++;
        return at;
    }

    private static int? Orientation(ReadOnlySpan<byte> app1)
    {
        if (!app1.StartsWith("Exif\0\0"u8))
            return null;
        var tiff = app1[6..];
        var little = tiff[0] == 'I';
        var ifd = (int)U32(tiff[4..], little);
        var count = U16(tiff[ifd..], little);
        for (var i = 0; i < count; i++)
        {
            var entry = tiff[(ifd + 2 + i * 12)..];
            if (U16(entry, little) == 0x0112)
                return U16(entry[8..], little) is >= 1 and <= 8 and var value ? value : null;
        }

        return null;
    }

    private static byte[] ExifWith(int orientation) =>
    [
        0xFF, 0xE1, 0x00, 0x22, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 0x2A, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];

    // Keeps the chunks that draw: header, palette, transparency, data, end, and colour space.
    private static byte[]? Png(ReadOnlySpan<byte> bytes)
    {
        using var clean = new MemoryStream(bytes.Length);
        clean.Write(s_png);
        var at = s_png.Length;
        var hasData = false;
        while (at + 12 <= bytes.Length)
        {
            var length = Length(BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]));
            var chunk = bytes.Slice(at, length + 12);
            var name = chunk.Slice(4, 4);
            at += chunk.Length;
            if (name.SequenceEqual("IHDR"u8) || name.SequenceEqual("PLTE"u8) || name.SequenceEqual("tRNS"u8) || name.SequenceEqual("IDAT"u8) || name.SequenceEqual("IEND"u8) || name.SequenceEqual("sRGB"u8) || name.SequenceEqual("gAMA"u8) || name.SequenceEqual("cHRM"u8))
                clean.Write(chunk);
            hasData |= name.SequenceEqual("IDAT"u8);
            if (name.SequenceEqual("IEND"u8))
                return hasData ? clean.ToArray() : null;
        }

        return null;
    }

    // Keeps the picture chunks; drops EXIF, XMP and ICC and their flags in VP8X, then mends the size of the whole.
    private static byte[]? WebP(ReadOnlySpan<byte> bytes)
    {
        using var clean = new MemoryStream(bytes.Length);
        clean.Write(bytes[..12]);
        var at = 12;
        var hasPicture = false;
        while (at + 8 <= bytes.Length)
        {
            var length = Length(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]));
            var chunk = bytes.Slice(at, 8 + length + (length & 1) > bytes.Length - at ? 8 + length : 8 + length + (length & 1)).ToArray();
            var name = chunk.AsSpan(0, 4);
            at += chunk.Length;
            if (name.SequenceEqual("VP8X"u8))
                chunk[8] &= 0b0001_0010;
            hasPicture |= name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("ANMF"u8);
            if (name.SequenceEqual("VP8X"u8) || name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("ALPH"u8) || name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8))
                clean.Write(chunk);
        }

        if (!hasPicture)
            return null;
        var result = clean.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), (uint)(result.Length - 8));
        return result;
    }

    // A length no picture can have points past the end of any.
    private static int Length(uint length) => length > int.MaxValue / 2 ? int.MaxValue / 2 : (int)length;

    private static int U16(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
