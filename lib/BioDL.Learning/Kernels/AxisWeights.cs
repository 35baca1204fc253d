namespace BioDL.Learning.Kernels;

/// <summary>Of which neighbours, with which weights, each element along one axis is made.</summary>
/// <param name="Taps">Neighbours of an element.</param>
/// <param name="Places">Their places in the input, element by element.</param>
/// <param name="Weights">Their weights, element by element.</param>
internal sealed record AxisWeights(int Taps, int[] Places, float[] Weights)
{
    /// <summary>Number of elements that are made.</summary>
    public int Size { get; } = Places.Length / Taps;

    /// <summary>The way back: which of the elements that were made each of so many original ones went into.</summary>
    public AxisWeights Turned(int size)
    {
        var users = new List<(int Element, float Weight)>[size];
        for (var n = 0; n < size; n++)
            users[n] = [];
        for (var n = 0; n < Places.Length; n++)
        {
            if (Weights[n] != 0)
                users[Places[n]].Add((n / Taps, Weights[n]));
        }
        // An even number, so that they are mixed in pairs; those with fewer users get one of them again, with weight 0.
        var taps = Math.Max(2, (users.Max(each => each.Count) + 1) / 2 * 2);
        var turned = new AxisWeights(taps, new int[size * taps], new float[size * taps]);
        for (var n = 0; n < size; n++)
        {
            for (var tap = 0; tap < taps && users[n].Count > 0; tap++)
                (turned.Places[n * taps + tap], turned.Weights[n * taps + tap]) = tap < users[n].Count ? users[n][tap] : (users[n][0].Element, 0);
        }
        return turned;
    }
}
