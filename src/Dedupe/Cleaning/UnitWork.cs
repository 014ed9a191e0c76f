namespace Dedupe.Cleaning;

/// <summary>The work for files and that for records: each unit goes to its own.</summary>
internal sealed class UnitWork(CleanWork files, RecordWork records) : ICleanWork
{
    /// <inheritdoc/>
    public Standing Check(CleanUnit unit) => Of(unit).Check(unit);

    /// <inheritdoc/>
    public Standing Remove(CleanUnit unit) => Of(unit).Remove(unit);

    /// <inheritdoc/>
    public Standing Return(CleanUnit unit) => Of(unit).Return(unit);

    /// <inheritdoc/>
    public Standing SettleLeaving(CleanUnit unit, bool wasEnded) => Of(unit).SettleLeaving(unit, wasEnded);

    /// <inheritdoc/>
    public Standing SettleReturning(CleanUnit unit) => Of(unit).SettleReturning(unit);

    private ICleanWork Of(CleanUnit unit) => unit.IsRecords ? records : files;
}
