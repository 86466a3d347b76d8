using System.Buffers.Binary;
using System.IO.Compression;

namespace ResidentHub.Browser;

/// <summary>Small pictures made on the spot.</summary>
internal static class Pictures
{
    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    /// <summary>A grey PNG of 64 by 48.</summary>
    public static byte[] Png()
    {
        const int width = 64, height = 48;
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
                zlib.Write([0, .. Enumerable.Repeat((byte)(row * 5), width)]);
        }

        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, width, 0, 0, 0, height, 8, 0, 0, 0, 0]), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(name), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, ~body.Aggregate(uint.MaxValue, (c, b) => s_crc[(c ^ b) & 0xFF] ^ (c >> 8)));
        return [.. length, .. body, .. sum];
    }
}
