namespace Dedupe.Storage;

/// <summary>
/// Keeps a few files open for many that are read here and there: the one that was not needed for longest is closed when
/// another is opened. Whoever reads has the file until it
/// gives it back, and nobody closes it meanwhile. Safe from any thread.
/// </summary>
/// <param name="most">How many stay open that nobody reads.</param>
internal sealed class OpenFiles(int most)
{
    private readonly Lock gate = new();
    private readonly Dictionary<object, OpenFile> files = new(ReferenceEqualityComparer.Instance);
    private long clock;
    private int open;

    /// <summary>
    /// The files of this process. A process may have 256 files open on some systems, and .NET takes a hundred for
    /// itself.
    /// </summary>
    public static OpenFiles Shared { get; } = new(16);

    /// <summary>How many are open now, those included that somebody reads.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return open;
        }
    }

    /// <summary>A file to read from, until it is given back.</summary>
    /// <param name="owner">Whose file it is; one file each.</param>
    /// <param name="make">Opens it, when it is not open.</param>
    public OpenFile Take(object owner, Func<Stream> make)
    {
        lock (gate)
        {
            if (files.TryGetValue(owner, out var known))
                return Lease(known);
        }

        // Not under the lock: a network disk may take its time.
        var made = new OpenFile(make());
        OpenFile result;
        OpenFile? spare = null;
        lock (gate)
        {
            if (files.TryGetValue(owner, out var other))
            {
                (result, spare) = (Lease(other), made);
            }
            else
            {
                open++;
                if (files.Count >= most)
                    spare = Oldest();
                files.Add(owner, result = Lease(made));
                made.Owner = owner;
            }
        }

        spare?.Dispose();
        return result;
    }

    /// <summary>Gives a file back.</summary>
    public void Give(OpenFile file)
    {
        lock (gate)
        {
            file.Readers--;
            // Beyond the limit when all were read at once.
            if (!file.IsRetired && file.Readers == 0 && files.Count > most)
                Retire(file);
            if (!file.IsRetired || file.Readers > 0)
                return;
            open--;
        }

        file.Dispose();
    }

    /// <summary>Closes an owner's file, as soon as nobody reads it; the next who takes it opens it anew.</summary>
    public void Close(object owner)
    {
        OpenFile? file;
        lock (gate)
        {
            if (!files.TryGetValue(owner, out file))
                return;
            Retire(file);
            if (file.Readers > 0)
                return;
            open--;
        }

        file.Dispose();
    }

    private OpenFile Lease(OpenFile file)
    {
        file.Readers++;
        file.Used = ++clock;
        return file;
    }

    private OpenFile? Oldest()
    {
        OpenFile? oldest = null;
        foreach (var file in files.Values)
        {
            if (file.Readers == 0 && (oldest is null || file.Used < oldest.Used))
                oldest = file;
        }

        if (oldest is null)
            return null;
        Retire(oldest);
        open--;
        return oldest;
    }

    private void Retire(OpenFile file)
    {
        file.IsRetired = true;
        files.Remove(file.Owner);
    }
}
