namespace BioDL.Models;

/// <summary>Which lengths a network takes along one axis of its input.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Step">From one to the next; 0 when there is only one.</param>
internal readonly record struct AllowedSizes(int Minimum, int Step)
{
    public bool IsFixed => Step == 0;

    /// <summary>The smallest allowed length that is at least so long; the only one when there is only one.</summary>
    public int AtLeast(int length) =>
        IsFixed || length <= Minimum ? Minimum : checked((int)(Minimum + (length - (long)Minimum + Step - 1) / Step * Step));

    /// <summary>The largest allowed length that is at most so long; the smallest when all are longer.</summary>
    public int AtMost(int length) => IsFixed || length <= Minimum ? Minimum : Minimum + (length - Minimum) / Step * Step;

    /// <summary>"exactly 512", "64, 80, 96 …" or "any length".</summary>
    public override string ToString() =>
        IsFixed ? $"exactly {Minimum}" : Step == 1 ? $"at least {Minimum}" : $"{Minimum}, {Minimum + Step}, {Minimum + 2 * Step} …";
}
