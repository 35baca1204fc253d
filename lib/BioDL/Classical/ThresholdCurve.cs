namespace BioDL.Classical;

/// <summary>How well each possible level separates dark from bright pixels.</summary>
/// <param name="Levels">The levels, ascending, in the units of the image.</param>
/// <param name="Criterion">What the method makes as large as possible, one per level; for Otsu the between-class variance in squared units.</param>
public sealed record ThresholdCurve(IReadOnlyList<double> Levels, IReadOnlyList<double> Criterion)
{
    /// <summary>The first level with the largest criterion.</summary>
    public double Best
    {
        get
        {
            var best = 0;
            for (var i = 1; i < Levels.Count; i++)
                best = Criterion[i] > Criterion[best] ? i : best;
            return Levels[best];
        }
    }
}
