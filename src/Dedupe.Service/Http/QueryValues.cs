using System.Globalization;
using System.Text;
using Dedupe.Sources;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Reads what stands behind the question mark of an address.</summary>
internal static class QueryValues
{
    /// <summary>A number; null when it is not given.</summary>
    /// <exception cref="ProblemException">It is none, or outside its range.</exception>
    public static long? Number(HttpRequest request, string name, long least, long most)
    {
        var word = request.Query[name].ToString();
        if (word.Length == 0)
            return null;
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most
            ? value
            : throw Bad($"?{name}= takes a whole number from {least} to {most}.");
    }

    /// <summary>A time; null when it is not given.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static DateTimeOffset? Time(HttpRequest request, string name)
    {
        var word = request.Query[name].ToString();
        return word.Length == 0
            ? null
            : DateParser.Parse(Encoding.UTF8.GetBytes(word)) ?? throw Bad($"?{name}= takes a time.");
    }

    /// <summary>Whether something is wanted.</summary>
    /// <exception cref="ProblemException">It is neither true nor false.</exception>
    public static bool Flag(HttpRequest request, string name) => request.Query[name].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw Bad($"?{name}= takes true or false."),
    };

    private static ProblemException Bad(string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemTypes.BadRequest, detail);
}
