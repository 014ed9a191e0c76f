using System.Security.Cryptography;
using System.Text;

namespace Dedupe.Cli.Databases;

/// <summary>A row and what its text was.</summary>
/// <param name="Key">The key as text.</param>
/// <param name="Hash">The SHA-256 of the text in UTF-8, hexadecimal.</param>
internal sealed record RowText(string Key, string Hash)
{
    /// <summary>The hash of a text.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
