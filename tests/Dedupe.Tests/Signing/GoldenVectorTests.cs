using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Tests.Normalization;
using Xunit;

namespace Dedupe.Tests.Signing;

/// <summary>
/// Fixes every function of the hash family: files written by one build are read by the next. When this test fails,
/// either the change is a mistake or <see cref="HashFamily.Version"/> goes up; <c>DEDUPE_REGENERATE=1</c> then writes
/// the file of the new version.
/// </summary>
public sealed class GoldenVectorTests
{
    private static readonly string[] Texts =
    [
        "The ferry was held at the pier for two hours; nobody on the quay could say why, and the captain did not " +
        "come down to explain it.",
        "À l’été, l’État a payé « à peine » la moitié : élèves, français, Straße, Łódź, ﬁn, İzmir, co\u00ADopération " +
        "— ①②.",
        "قال الوزيرُ إنَّ المدرسةَ الجديدةَ ستُفتَحُ في أيّـــام قليلة، وإن ٢٠ معلّمًا وصلوا من المدينة إلى القرية",
        "市长说：「新的桥将在明年春天开放」，但是手机15的费用还没有决定。ｶﾞｽとガスは同じです。",
        "Мэр сказал, что новый мост откроют весной, но ёлку на площади ещё не убрали и никто не знает, когда это " +
        "сделают.",
        "Go 😀 team 👩‍👩‍👧! One two three 🇫🇷 four five ❤️ six seven eight nine ten.",
        "한국어 신문은 오늘 아침 새로운 다리가 봄에 열린다고 보도했다 그리고 시장은 말이 없었다",
        "internationalisation rechtsschutzversicherungsgesellschaften a bb ccc 1234567890123456 12345678901234567 " +
        "123456789012345",
        "too short",
        // From version 2 on the words of credits are left out.
        "PORT MARLOW (AFP) — The ferry was held at the pier for two hours; nobody on the quay could say why. (AFP)",
        // From version 3 on the signs of figures count, and no character that is not shown does.
        "Lows of −5 and ½, a loss of €500 (10² times 5 %), a score of 5–7 and 1:200; 1,000 fer\u200Bries on " +
        "12.05.2031, five million £.",
    ];

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Path =>
        System.IO.Path.Combine(
            Repository.Root, "tests", "Dedupe.Tests", "Signing", $"golden-v{HashFamily.Version}.json");

    [Fact]
    public void ValuesAreThoseOfTheVersion()
    {
        var computed = Compute().ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("DEDUPE_REGENERATE") == "1")
            File.WriteAllText(Path, computed);

        Assert.Equal(File.ReadAllText(Path), computed);
    }

    [Fact]
    public void TheFileStartsWithItsVersion()
    {
        var first = JsonNode.Parse(File.ReadAllText(Path))!.AsObject().First();

        Assert.Equal(("version", HashFamily.Version), (first.Key, first.Value!.GetValue<int>()));
    }

    private static JsonObject Compute() => new()
    {
        ["version"] = HashFamily.Version,
        ["shingleSize"] = 5,
        ["bands"] = Plan.Bands,
        ["rowsPerBand"] = Plan.RowsPerBand,
        ["reuseWindow"] = 8,
        ["vectors"] = new JsonArray([.. Texts.Select(Vector)]),
    };

    private static BandingPlan Plan { get; } = BandingPlan.For(0.7, 0.95, 128);

    private static JsonObject Vector(string text)
    {
        using var documents = new SignedBlocks(1 << 20, Plan.Bands);
        var signer = new DocumentSigner(new TextSigner(), documents);
        signer.Accept(new Document("id", text), new Origin("", 1));
        signer.Finish();

        var tokens = TokenizerTests.Tokenize(text);
        var credits = new CreditScanner(CreditBook.Default);
        credits.Scan(Encoding.UTF8.GetBytes(text), tokens);
        credits.Remove(tokens);
        var words = tokens.Hashes.ToArray();
        var shingles = new ulong[words.Length];
        shingles = shingles[..ShingleKernel.For(KernelRegistry.Active).Hash(words, 5, shingles)];
        var signature = new Signature(Plan.SignatureSize).Of(shingles).ToArray();
        var sample = new List<ulong>();
        new Winnowing(8).Sample(shingles, sample);
        return new JsonObject
        {
            ["text"] = text,
            ["bytes"] = Encoding.UTF8.GetByteCount(text),
            ["content"] = documents[0].ContentHash.ToString("x32"),
            ["words"] = Hex(words),
            ["shingles"] = Hex(shingles),
            ["signature"] = string.Join(' ', signature.Select(value => value.ToString("x8"))),
            ["bandKeys"] = Hex(shingles.Length == 0
                ? []
                : Enumerable.Range(0, Plan.Bands).Select(
                    band => HashFamily.BandKey(signature.AsSpan(band * Plan.RowsPerBand, Plan.RowsPerBand), band))),
            ["reuseKeys"] = Hex(sample),
        };
    }

    private static string Hex(IEnumerable<ulong> values) =>
        string.Join(' ', values.Select(value => value.ToString("x16")));
}
