using System.Globalization;
using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class DateWordsTests
{
    // Each name of the table that facts are read by, in all languages.
    [Fact]
    public void Every_month_that_is_known_in_texts_is_known_in_dates()
    {
        using var stream = typeof(DateParser).Assembly.GetManifestResourceStream("Dedupe.Words.txt")!;
        using var reader = new StreamReader(stream);
        var read = 0;
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("month ", StringComparison.Ordinal))
                continue;
            var (month, names) = (line.Split('=')[0]["month ".Length..], line.Split('=')[1]);
            foreach (var name in names.Split('|', StringSplitOptions.TrimEntries))
            {
                var date = new DateTimeOffset(
                    1987, int.Parse(month, CultureInfo.InvariantCulture), 27, 0, 0, 0, TimeSpan.Zero);
                Assert.Equal(date, DateParser.Parse(Encoding.UTF8.GetBytes($"27 {name} 1987")));
                Assert.Equal(date, DateParser.Parse(Encoding.UTF8.GetBytes($"{name.ToUpperInvariant()} 27, 1987")));
                read++;
            }
        }

        Assert.True(read > 100, $"{read} names");
    }
}
