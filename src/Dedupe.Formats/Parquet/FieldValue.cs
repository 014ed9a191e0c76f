using System.Buffers.Binary;
using System.Buffers.Text;
using Dedupe.Formats.Shared.Parquet;

namespace Dedupe.Formats.Parquet;

/// <summary>Writes values as text, as they would stand in JSON: numbers in digits, dates in ISO 8601.</summary>
internal static class FieldValue
{
    private const int Longest = 64;
    private const int JulianEpoch = 2_440_588;
    private const long NanosecondsOfTick = 100;

    /// <summary>Adds the text of a value.</summary>
    public static void Add(BatchBuffer buffer, FieldKind kind, ReadOnlySpan<byte> value)
    {
        if (kind == FieldKind.Text)
        {
            buffer.Add(value);
            return;
        }

        var room = buffer.Room(Longest);
        int written = 0;
        if (kind == FieldKind.Uuid)
        {
            new Guid(value, bigEndian: true).TryFormat(room, out written);
        }
        else if (TicksOf(kind, value) is { } ticks && TimeOf(ticks) is { } time)
        {
            time.TryFormat(room, out written, kind == FieldKind.Days ? "yyyy-MM-dd" : "o",
                System.Globalization.CultureInfo.InvariantCulture);
        }
        else if (kind == FieldKind.Unsigned)
        {
            Utf8Formatter.TryFormat(
                value.Length == sizeof(int)
                    ? BinaryPrimitives.ReadUInt32LittleEndian(value)
                    : BinaryPrimitives.ReadUInt64LittleEndian(value),
                room, out written);
        }
        else
        {
            Utf8Formatter.TryFormat(NumberOf(value), room, out written);
        }

        buffer.Advance(written);
    }

    private static long NumberOf(ReadOnlySpan<byte> value) => value.Length == sizeof(int)
        ? BinaryPrimitives.ReadInt32LittleEndian(value)
        : BinaryPrimitives.ReadInt64LittleEndian(value);

    // Since 1970; null where that is no date, or far from any.
    private static Int128? TicksOf(FieldKind kind, ReadOnlySpan<byte> value) => kind switch
    {
        FieldKind.Days => (Int128)NumberOf(value) * TimeSpan.TicksPerDay,
        FieldKind.Milliseconds => (Int128)NumberOf(value) * TimeSpan.TicksPerMillisecond,
        FieldKind.Microseconds => (Int128)NumberOf(value) * TimeSpan.TicksPerMicrosecond,
        FieldKind.Nanoseconds => (Int128)NumberOf(value) / NanosecondsOfTick,
        FieldKind.JulianDay =>
            ((Int128)(BinaryPrimitives.ReadInt32LittleEndian(value[sizeof(long)..]) - (long)JulianEpoch)
                * TimeSpan.TicksPerDay) + (BinaryPrimitives.ReadInt64LittleEndian(value) / NanosecondsOfTick),
        _ => null,
    };

    private static DateTime? TimeOf(Int128 ticks)
    {
        var since = ticks + DateTime.UnixEpoch.Ticks;
        return since >= 0 && since <= DateTime.MaxValue.Ticks ? new DateTime((long)since, DateTimeKind.Utc) : null;
    }
}
