using System.Text.Json;

namespace Dedupe.Sources;

/// <summary>
/// A plan in JSON: where each part begins, <c>{"file":17,"path":"news/b.jsonl","byte":268435456}</c>.
/// </summary>
internal static class InputPlanJson
{
    /// <summary>Writes a plan as an array.</summary>
    public static void Write(Utf8JsonWriter json, InputPlan plan)
    {
        json.WriteStartArray();
        foreach (var start in plan.Starts)
        {
            json.WriteStartObject();
            json.WriteNumber("file", start.File);
            json.WriteString("path", PathOf(plan.Files, start));
            json.WriteNumber("byte", start.Byte);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads a plan of these inputs.</summary>
    /// <exception cref="InvalidDataException">It is no plan, or one of other inputs.</exception>
    public static InputPlan Read(JsonElement json, IReadOnlyList<InputFile> files)
    {
        try
        {
            var starts = new List<InputPlace>(json.GetArrayLength());
            foreach (var element in json.EnumerateArray())
            {
                var start = ReadStart(element);
                if (element.Required("path").GetString() is var path && path != PathOf(files, start))
                    throw new InvalidDataException(
                        $"A part of the run begins in {path}, which is not where it was among the inputs.");
                starts.Add(start);
            }

            return new InputPlan(files, starts);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Unreadable(error);
        }
    }

    /// <summary>Reads where the parts begin, without a look at the inputs.</summary>
    /// <exception cref="InvalidDataException">It is no plan.</exception>
    public static IReadOnlyList<InputPlace> ReadStarts(JsonElement json)
    {
        try
        {
            return [.. json.EnumerateArray().Select(ReadStart)];
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Unreadable(error);
        }
    }

    private static InputPlace ReadStart(JsonElement element) =>
        new(element.Required("file").GetInt32(), element.Required("byte").GetInt64());

    private static InvalidDataException Unreadable(Exception error) =>
        new($"The parts of the run cannot be read: {error.Message}", error);

    private static string PathOf(IReadOnlyList<InputFile> files, InputPlace place) =>
        (uint)place.File < (uint)files.Count ? files[place.File].Shown : "";
}
