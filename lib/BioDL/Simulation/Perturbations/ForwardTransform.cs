namespace BioDL.Simulation;

/// <summary>
/// The cosine transform of 8 × 8 samples in whole numbers, eight times as large as the standard defines it: C. Loeffler, A. Ligtenberg,
/// G. Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications", ICASSP 1989, with 13 bits after the point.
/// </summary>
internal static class ForwardTransform
{
    private const int Point = 13, Between = 2;

    public static void Apply(Span<int> block)
    {
        for (var y = 0; y < 8; y++)
            Pass(block[(8 * y)..], 1, sum => sum << Between, Point - Between);
        for (var x = 0; x < 8; x++)
            Pass(block[x..], 8, sum => (sum + (1 << (Between - 1))) >> Between, Point + Between);
    }

    private static void Pass(Span<int> v, int stride, Func<int, int> whole, int shift)
    {
        int s0 = v[0] + v[7 * stride], s1 = v[stride] + v[6 * stride], s2 = v[2 * stride] + v[5 * stride], s3 = v[3 * stride] + v[4 * stride];
        int d0 = v[0] - v[7 * stride], d1 = v[stride] - v[6 * stride], d2 = v[2 * stride] - v[5 * stride], d3 = v[3 * stride] - v[4 * stride];
        int even0 = s0 + s3, even1 = s1 + s2, even2 = s1 - s2, even3 = s0 - s3;
        v[0] = whole(even0 + even1);
        v[4 * stride] = whole(even0 - even1);
        var turn = (even2 + even3) * 4433;
        v[2 * stride] = Round(turn + even3 * 6270);
        v[6 * stride] = Round(turn - even2 * 15137);

        var z = (d3 + d1 + d2 + d0) * 9633;
        int a = (d3 + d0) * -7373, b = (d2 + d1) * -20995, c = (d3 + d1) * -16069 + z, d = (d2 + d0) * -3196 + z;
        v[7 * stride] = Round(d3 * 2446 + a + c);
        v[5 * stride] = Round(d2 * 16819 + b + d);
        v[3 * stride] = Round(d1 * 25172 + b + c);
        v[stride] = Round(d0 * 12299 + a + d);

        int Round(int value) => (value + (1 << (shift - 1))) >> shift;
    }
}
