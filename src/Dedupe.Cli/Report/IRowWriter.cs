namespace Dedupe.Cli.Report;

/// <summary>Takes tables row by row.</summary>
internal interface IRowWriter : IDisposable
{
    /// <summary>Begins a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="columns">Its headings.</param>
    void Begin(string name, IReadOnlyList<string> columns);

    /// <summary>Adds a row: texts, numbers, or null where nothing is known.</summary>
    void Add(IReadOnlyList<object?> cells);
}
