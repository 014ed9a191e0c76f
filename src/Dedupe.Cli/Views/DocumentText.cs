using System.Globalization;

namespace Dedupe.Cli.Views;

/// <summary>How a document is named to people.</summary>
internal static class DocumentText
{
    // Some sources put a whole paragraph where the headline belongs.
    private const int LongestTitle = 300;

    /// <summary>The id, whole, on one line.</summary>
    public static string Id(DocumentInfo document) => Printable.Of(document.Id);

    /// <summary>The headline, else the id.</summary>
    public static string Title(DocumentInfo document) =>
        string.IsNullOrWhiteSpace(document.Title) ? Id(document) : Printable.Of(document.Title.Trim(), LongestTitle);

    /// <summary>Outlet, date, and what is said of the item as a whole, as far as they are known.</summary>
    public static string Origin(DocumentInfo document)
    {
        var origin = Origin(document.Source, document.Date);
        return document.Label is null ? origin
            : origin.Length == 0 ? Printable.Of(document.Label) : $"{origin}, {Printable.Of(document.Label)}";
    }

    /// <summary>Outlet and date as far as they are known; empty when neither is.</summary>
    public static string Origin(string? source, DateTimeOffset? date)
    {
        var day = date?.ToString(
            date.Value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return string.Join(
            ", ",
            new[] { string.IsNullOrWhiteSpace(source) ? null : Printable.Of(source),
            day }.Where(part => part is not null));
    }

    /// <summary>A share as whole percent.</summary>
    public static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100):0} %");
}
