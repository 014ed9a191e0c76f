using Dedupe.Service.Notes;
using Dedupe.Tests.Sources;

namespace Dedupe.Service.Tests.Notes;

public sealed class FileNotesTests : NotesTests, IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private protected override INotes Open() => NotesOf.Data(folder.Root + "/dedupe.db");
}
