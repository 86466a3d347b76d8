using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ResidentHub.Messaging;

namespace ResidentHub.Tests.Messaging;

public sealed class PhotoCleanerTests
{
    private const string Secret = "GPS 48.58 7.75 Canon";

    [Fact]
    public void A_jpeg_loses_its_metadata_and_keeps_its_orientation()
    {
        var clean = PhotoCleaner.Clean(Jpeg(orientation: 6));
        Assert.Equal("image/jpeg", clean!.ContentType);
        Assert.DoesNotContain(Secret, Latin(clean.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("comment", Latin(clean.Bytes), StringComparison.Ordinal);
        Assert.Contains("JFIF", Latin(clean.Bytes), StringComparison.Ordinal);
        Assert.Contains("Adobe", Latin(clean.Bytes), StringComparison.Ordinal);
        var exif = Latin(clean.Bytes).IndexOf("Exif", StringComparison.Ordinal);
        Assert.True(exif > 0);
        Assert.Equal(6, BinaryPrimitives.ReadUInt16BigEndian(clean.Bytes.AsSpan(exif + 6 + 8 + 2 + 8)));
    }

    [Fact]
    public void What_comes_after_the_end_of_the_picture_goes()
    {
        byte[] dirty = [.. Jpeg(orientation: 1), .. Encoding.Latin1.GetBytes("hidden zip")];
        Assert.DoesNotContain("hidden", Latin(PhotoCleaner.Clean(dirty)!.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clean_jpeg_stays_the_same_when_cleaned_again()
    {
        var once = PhotoCleaner.Clean(Jpeg(orientation: 8))!.Bytes;
        Assert.Equal(once, PhotoCleaner.Clean(once)!.Bytes);
    }

    [Fact]
    public void A_png_keeps_only_what_draws_it()
    {
        var clean = PhotoCleaner.Clean(Png());
        Assert.Equal("image/png", clean!.ContentType);
        Assert.DoesNotContain(Secret, Latin(clean.Bytes), StringComparison.Ordinal);
        Assert.Contains("IDAT", Latin(clean.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_webp_loses_exif_and_its_flag()
    {
        var clean = PhotoCleaner.Clean(WebP());
        Assert.Equal("image/webp", clean!.ContentType);
        Assert.DoesNotContain(Secret, Latin(clean.Bytes), StringComparison.Ordinal);
        Assert.Equal((uint)(clean.Bytes.Length - 8), BinaryPrimitives.ReadUInt32LittleEndian(clean.Bytes.AsSpan(4)));
        Assert.Equal(0, clean.Bytes[20] & 0b0000_1100);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")]
    [InlineData("GIF89a")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0")]
    [InlineData("\u00ff\u00d8\u00ff\u00d9")]
    [InlineData("RIFF\0\0\0\0WEBPVP8 \u00ff\u00ff\u00ff\u00ff")]
    public void What_is_no_picture_is_refused(string bytes) => Assert.Null(PhotoCleaner.Clean(Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public void A_picture_cut_anywhere_is_refused_or_cleaned_and_never_throws()
    {
        foreach (var whole in (byte[][])[Jpeg(6), Png(), WebP()])
        {
            for (var length = 0; length < whole.Length; length++)
                _ = PhotoCleaner.Clean(whole[..length]);
        }
    }

    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static byte[] Jpeg(int orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. "MM"u8, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, .. Encoding.Latin1.GetBytes(Secret)];
        return
        [
            0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), .. Segment(0xE1, exif), .. Segment(0xFE, [.. "a comment"u8]), .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
            .. Segment(0xDB, new byte[65]), .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9,
        ];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Png()
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write([0, 128]);
        return
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), .. Chunk("tEXt", Encoding.Latin1.GetBytes(Secret)), .. Chunk("eXIf", Encoding.Latin1.GetBytes(Secret)),
            .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)content.Length);
        return [.. length, .. Encoding.Latin1.GetBytes(name), .. content, 0, 0, 0, 0];
    }

    private static byte[] WebP()
    {
        byte[] chunks = [.. RiffChunk("VP8X", [0b0000_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. RiffChunk("VP8 ", [1, 2, 3, 4, 5, 6]), .. RiffChunk("EXIF", Encoding.Latin1.GetBytes(Secret)), .. RiffChunk("XMP ", Encoding.Latin1.GetBytes(Secret))];
        var size = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)(chunks.Length + 4));
        return [.. "RIFF"u8, .. size, .. "WEBP"u8, .. chunks];
    }

    private static byte[] RiffChunk(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)content.Length);
        return [.. Encoding.Latin1.GetBytes(name), .. length, .. content, .. new byte[content.Length & 1]];
    }
}
