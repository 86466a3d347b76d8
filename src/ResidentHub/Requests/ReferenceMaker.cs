using System.Security.Cryptography;
using ResidentHub.Language.Facts;

namespace ResidentHub.Requests;

/// <summary>Makes references: seven random signs and a check sign.</summary>
public static class ReferenceMaker
{
    public static string Next()
    {
        Span<char> signs = stackalloc char[References.Length];
        RandomNumberGenerator.GetItems<char>(References.Alphabet, signs[..^1]);
        signs[^1] = References.Check(signs);
        return new string(signs);
    }
}
