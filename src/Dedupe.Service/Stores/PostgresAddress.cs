using Npgsql;

namespace Dedupe.Service.Stores;

/// <summary>Addresses of PostgreSQL, as its own tools write them and as .NET does.</summary>
internal static class PostgresAddress
{
    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    /// <summary>Whether it is one.</summary>
    public static bool Is(string address) =>
        Array.Exists(Schemes, scheme => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        || (address.Contains("Host=", StringComparison.OrdinalIgnoreCase) && !File.Exists(address));

    /// <summary>What it says.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static NpgsqlConnectionStringBuilder Read(string address)
    {
        try
        {
            if (ReadSocket(address) is { } socket)
                return socket;
            return address.Contains("://", StringComparison.Ordinal)
                && Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? Read(uri)
                : new NpgsqlConnectionStringBuilder(address);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The address itself may hold a password.
            throw new FormatException($"The address of the database cannot be read: {error.Message}", error);
        }
    }

    // The folder of a socket stands where a host does, and no host has such a name: null where it is another address.
    private static NpgsqlConnectionStringBuilder? ReadSocket(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3)
            return null;
        var end = address.IndexOfAny(['/', '?'], start) is >= 0 and var at ? at : address.Length;
        var host = start + address[start..end].LastIndexOf('@') + 1;
        if (!address[host..end].StartsWith("%2F", StringComparison.OrdinalIgnoreCase))
            return null;
        var name = address[host..end].Split(':')[0];
        var builder = Read(new Uri($"{address[..host]}localhost{address[(host + name.Length)..]}"));
        builder.Host = Uri.UnescapeDataString(name);
        return builder;
    }

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
