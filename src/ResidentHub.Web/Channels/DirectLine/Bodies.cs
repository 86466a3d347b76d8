namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>Reads bodies no further than they may be long.</summary>
internal static class Bodies
{
    /// <summary>The bytes of an activity.</summary>
    public const int MostOfActivity = 256 * 1024;

    /// <exception cref="RefusedException">There is more.</exception>
    public static async Task<byte[]> ReadAsync(Stream body, int most, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (read.Length + count > most)
                throw RefusedException.TooBig($"At most {most} bytes are taken.");
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
