namespace BioDL.Images;

/// <summary>For one axis: which old index stands at each new index; <see cref="Outside"/> where none does.</summary>
internal static class AxisMap
{
    public const int Outside = -1;

    public static int[] Same(int length) => Range(0, length);

    public static int[] Reversed(int length) => Make(length, i => length - 1 - i);

    public static int[] Range(int start, int count) => Make(count, i => start + i);

    /// <summary>
    /// The pixel whose area holds the centre of the new one: ⌊(i + ½) · length / newLength⌋, in whole numbers, so always exact.
    /// </summary>
    public static int[] Nearest(int length, int newLength) => Make(newLength, i => (int)((2L * i + 1) * length / (2L * newLength)));

    public static int[] Padded(int length, int before, int after, Padding mode) =>
        Make(Length((long)before + length + after), i => Source(i - before, length, mode));

    /// <summary>A length that the check of the whole shape refuses, when the true one does not even fit an int.</summary>
    public static int Length(long length) => (int)Math.Min(length, int.MaxValue);

    private static int Source(int i, int length, Padding mode)
    {
        if ((uint)i < (uint)length)
            return i;
        switch (mode)
        {
            case Padding.Constant:
                return Outside;
            case Padding.Edge:
                return Math.Clamp(i, 0, length - 1);
            case Padding.Wrap:
                return Modulo(i, length);
            case Padding.Symmetric:
                return Folded(Modulo(i, 2L * length), 2L * length - 1);
            default:
                return length == 1 ? 0 : Folded(Modulo(i, 2L * length - 2), 2L * length - 2);
        }

        int Folded(int place, long mirror) => place < length ? place : (int)(mirror - place);
    }

    private static int Modulo(int i, long period) => (int)((i % period + period) % period);

    private static int[] Make(int length, Func<int, int> source)
    {
        var map = new int[length];
        for (var i = 0; i < length; i++)
            map[i] = source(i);
        return map;
    }
}
