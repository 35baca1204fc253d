namespace BioDL.Models;

/// <summary>
/// What a pixel of a value between two operators depends on: pixel i reads input pixels from i · Step + First to i · Step + Last, along rows and columns alike.
/// </summary>
/// <param name="Step">Input pixels from one pixel of the value to the next.</param>
/// <param name="First">Negative where it looks back.</param>
/// <param name="Last">Positive where it looks ahead.</param>
internal readonly record struct Reach(double Step, double First, double Last)
{
    /// <summary>The image itself.</summary>
    public static Reach Input => new(1, 0, 0);

    /// <summary>A window that slides over the value: pixel i reads the pixels from i · stride + first to i · stride + last of it.</summary>
    public Reach Window(double stride, double first, double last) => new(Step * stride, First + Step * first, Last + Step * last);

    /// <summary>Pixel i reads the pixels from i / factor + first to i / factor + last of the value.</summary>
    public Reach Enlarge(double factor, double first, double last) => new(Step / factor, First + Step * first, Last + Step * last);

    /// <summary>What depends on both.</summary>
    public Reach With(Reach other) => new(Step, Math.Min(First, other.First), Math.Max(Last, other.Last));
}

/// <summary>The reach of an operator cannot be bounded; the message says why, as the end of a sentence.</summary>
internal sealed class UnboundedReachException(string why) : Exception(why);
