namespace Dedupe.Live;

/// <summary>Work for the writer: items to store, or something else that writes.</summary>
internal sealed class LiveWork
{
    private readonly TaskCompletionSource<LiveAnswer[]> done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The items; none when there is something else to do.</summary>
    public IReadOnlyList<SignedItem> Items { get; init; } = [];

    /// <summary>Something else to do; null when there are items.</summary>
    public Action? Act { get; init; }

    /// <summary>Ends when it is done, and on the disk.</summary>
    public Task<LiveAnswer[]> Done => done.Task;

    /// <summary>It is done.</summary>
    public void Succeed(LiveAnswer[] answers) => done.TrySetResult(answers);

    /// <summary>It was not done, none of it.</summary>
    public void Fail(Exception error) => done.TrySetException(error);
}
