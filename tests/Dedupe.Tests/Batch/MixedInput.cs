using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Dedupe.Tests.Batch;

/// <summary>
/// A folder of everything that is read: lines plain and packed, text files, records; copies whole, cut and reworded
/// across all of them; repeated ids, bad lines, a missing file. The same in every run.
/// </summary>
internal static class MixedInput
{
    private const int StoryWords = 120;
    private const string Letters = "abcdefghijklmnoprstuvwy";

    /// <summary>Makes the folder; returns what is to be named as inputs.</summary>
    public static string[] Make(string folder, int stories = 40)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(11);
        var words = Enumerable.Range(0, 400).Select(_ => Word(random)).ToArray();
        var footer = Sentence(words, random, 30);
        using var lines = new StreamWriter(Path.Combine(folder, "a.jsonl"));
        using var packed =
            new StreamWriter(new GZipStream(File.Create(Path.Combine(folder, "b.jsonl.gz")), CompressionLevel.Fastest));
        using var records =
            new StreamWriter(Path.Combine(folder, "c.wet"), false, new UTF8Encoding(false)) { NewLine = "\r\n" };
        for (var story = 0; story < stories; story++)
        {
            var text = Sentence(words, random, StoryWords);
            lines.Write(Line($"a{story}", text, "One", story));
            packed.Write(Line($"b{story}", Reworded(text, words, random), "Two", story));
            Record(records, $"http://c.example/{story}", text[..(text.Length * 2 / 3)] + " " + footer);
            if (story % 4 == 0)
                File.WriteAllText(Path.Combine(folder, $"t{story:D2}.txt"), text + "\n" + footer);
            if (story % 7 == 0)
                lines.Write("{\"id\":\"broken\",\"text\":\n\n");
            if (story % 9 == 0)
                packed.Write(Line($"a{story}", "seven other words stand in this line", "Two", story));
            if (story % 5 == 0)
                lines.Write(
                    Line($"x{story}", "Polls close", "One", story, "The polls close at last tonight") + Line(
                        $"y{story}", "Turnout high", "One", story, "The polls close at last tonight"));
        }

        return [folder, Path.Combine(folder, "missing.jsonl")];
    }

    private static string Line(
        string id, string text, string source, int day, string? title = null) => JsonSerializer.Serialize(new
        {
            id,
            text,
            title,
            source,
            date = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            .AddHours(3 * day)
            .ToString("O", CultureInfo.InvariantCulture),
        }) + "\n";

    private static void Record(StreamWriter records, string address, string text) => records.Write(
        $"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {address}\r\nContent-Type: " +
        $"text/plain\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\n\r\n{text}\r\n\r\n");

    private static string Reworded(string text, string[] words, Random random) =>
        string.Join(
            ' ', text.Split(' ').Select(word => random.Next(12) == 0 ? words[random.Next(words.Length)] : word));

    private static string Sentence(string[] words, Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));

    private static string Word(Random random) =>
        new([.. Enumerable.Range(0, random.Next(4, 9)).Select(_ => Letters[random.Next(Letters.Length)])]);
}
