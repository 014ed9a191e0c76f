using System.IO.Hashing;
using System.Text.Json;

namespace Dedupe.Cli.Report;

/// <summary>What the figures of a report need of a line of pairs.jsonl, read without making objects.</summary>
internal ref struct PairNumbers
{
    /// <summary>The first id, hashed.</summary>
    public UInt128 A { get; private set; }

    /// <summary>The second id, hashed.</summary>
    public UInt128 B { get; private set; }

    /// <summary>The relation.</summary>
    public Relation Relation { get; private set; }

    /// <summary>The similarity, 0 to 1.</summary>
    public double Jaccard { get; private set; }

    /// <summary>How many facts differ.</summary>
    public int Differences { get; private set; }

    /// <summary>An id as pairs are matched by it. Two ids of one hash are not to be met: it has 128 bits.</summary>
    public static UInt128 Hash(ReadOnlySpan<byte> id) => XxHash128.HashToUInt128(id);

    /// <summary>Reads a line.</summary>
    /// <exception cref="InvalidDataException">It is no pair.</exception>
    public static PairNumbers Of(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var pair = default(PairNumbers);
            var scratch = new byte[256];
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                pair.Take(ref reader, ref scratch);
            return pair;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"A line is no pair: {error.Message}", error);
        }
    }

    private void Take(ref Utf8JsonReader reader, ref byte[] scratch)
    {
        if (reader.ValueTextEquals("a"u8))
            A = IdOf(ref reader, ref scratch);
        else if (reader.ValueTextEquals("b"u8))
            B = IdOf(ref reader, ref scratch);
        else if (reader.ValueTextEquals("relation"u8))
        {
            reader.Read();
            Relation = RelationOf(reader);
        }
        else if (reader.ValueTextEquals("jaccard"u8))
        {
            reader.Read();
            Jaccard = reader.GetDouble();
        }
        else if (reader.ValueTextEquals("differences"u8))
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                Differences++;
                reader.Skip();
            }
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private static UInt128 IdOf(ref Utf8JsonReader reader, ref byte[] scratch)
    {
        reader.Read();
        if (!reader.ValueIsEscaped)
            return Hash(reader.ValueSpan);
        if (scratch.Length < reader.ValueSpan.Length)
            scratch = new byte[reader.ValueSpan.Length];
        return Hash(scratch.AsSpan(0, reader.CopyString(scratch)));
    }

    private static Relation RelationOf(in Utf8JsonReader reader)
    {
        foreach (var relation in Enum.GetValues<Relation>())
        {
            if (reader.ValueTextEquals(Names.Of(relation)))
                return relation;
        }

        return Relation.None;
    }
}
