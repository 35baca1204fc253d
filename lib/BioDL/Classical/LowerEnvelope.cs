namespace BioDL.Classical;

/// <summary>
/// The lower envelope of the parabolas (x − position)² + height²: those that are lowest somewhere, from left to right (Meijster, Roerdink
/// and Hesselink 2000). Where two are equally low the left one counts.
/// </summary>
internal sealed class LowerEnvelope(int width)
{
    private readonly (int Position, int Height, int From)[] parabolas = new (int, int, int)[width + 2];
    private int count;

    public void Clear() => count = 0;

    /// <summary>Adds a parabola to the right of all others; <paramref name="end"/> is where the run ends.</summary>
    public void Add(int position, int height, int end)
    {
        var from = int.MinValue;
        while (count > 0)
        {
            from = LowerFrom(parabolas[count - 1], position, height);
            if (from > parabolas[count - 1].From)
                break;
            from = int.MinValue;
            count--;
        }
        if (from < end)
            parabolas[count++] = (position, height, from);
    }

    /// <summary>How far to the right of x the lowest parabola stands (negative: to the left), and its height; at least one must have been added.</summary>
    /// <param name="x">Columns from left to right.</param>
    /// <param name="part">0 at first, then what was left there for the column before.</param>
    /// <param name="height">The height.</param>
    public int Nearest(int x, ref int part, out int height)
    {
        while (part + 1 < count && parabolas[part + 1].From <= x)
            part++;
        height = parabolas[part].Height;
        return parabolas[part].Position - x;
    }

    /// <summary>The first position at which the right parabola is lower than the left one.</summary>
    private static int LowerFrom((int Position, int Height, int From) left, int position, int height)
    {
        long rise = (long)height * height - (long)left.Height * left.Height
            + (long)position * position - (long)left.Position * left.Position;
        long run = 2L * (position - left.Position);
        return (int)Math.Clamp((rise >= 0 ? rise / run : -((-rise + run - 1) / run)) + 1, int.MinValue + 1, int.MaxValue);
    }
}
