using System.Text.RegularExpressions;
using Npgsql;

namespace Dedupe.Cli.Databases;

/// <summary>Addresses of PostgreSQL, as its own tools write them and as .NET does.</summary>
internal static partial class PostgresAddress
{
    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    /// <summary>Whether it is one.</summary>
    public static bool Is(string address) =>
        Array.Exists(Schemes, scheme => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        || (address.Contains("Host=", StringComparison.OrdinalIgnoreCase) && !File.Exists(address));

    /// <summary>What it says.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static NpgsqlConnectionStringBuilder Read(string address)
    {
        try
        {
            // A socket's folder stands where a host does, and no host has such a name.
            if (Socket().Match(address) is { Success: true } socket)
            {
                var builder = Read(new Uri($"{socket.Groups[1].Value}localhost{socket.Groups[3].Value}"));
                builder.Host = Uri.UnescapeDataString(socket.Groups[2].Value);
                return builder;
            }

            return address.Contains("://", StringComparison.Ordinal)
                && Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? Read(uri)
                : new NpgsqlConnectionStringBuilder(address);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The address itself may hold a password.
            throw new UsageException($"The address of the database cannot be read: {error.Message}");
        }
    }

    [GeneratedRegex("^(postgres(?:ql)?://(?:[^/?]*@)?)(%2F[^/?:@]*)(.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Socket();

    private static NpgsqlConnectionStringBuilder Read(Uri uri)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        if (uri.Host.Length > 0)
            builder.Host = Uri.UnescapeDataString(uri.Host);
        if (uri.Port > 0)
            builder.Port = uri.Port;
        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
            builder.Database = Uri.UnescapeDataString(database);
        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            builder.Username = Uri.UnescapeDataString(user);
            if (password is [var secret])
                builder.Password = Uri.UnescapeDataString(secret);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right]
                ? (left, Uri.UnescapeDataString(right))
                : (pair, "");
            builder[name switch { "sslmode" => "SSL Mode", "user" => "Username", "dbname" => "Database", _ => name }] =
                value.Replace("-", "", StringComparison.Ordinal) is var word && name == "sslmode" ? word : value;
        }

        return builder;
    }
}
