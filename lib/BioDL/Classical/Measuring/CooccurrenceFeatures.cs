namespace BioDL.Classical;

/// <summary>Haralick's features of one symmetric co-occurrence matrix; <see cref="Texture"/> says what they are.</summary>
internal readonly struct CooccurrenceFeatures(int[] matrix, int levels, long pairs)
{
    public double[] All()
    {
        var (single, sums, differences) = (new double[levels], new double[2 * levels - 1], new double[levels]);
        double squares = 0, homogeneity = 0, entropy = 0;
        for (var i = 0; i < levels; i++)
        {
            for (var j = 0; j < levels; j++)
            {
                if (matrix[i * levels + j] == 0)
                    continue;
                var p = (double)matrix[i * levels + j] / pairs;
                single[i] += p;
                sums[i + j] += p;
                differences[Math.Abs(i - j)] += p;
                squares += p * p;
                homogeneity += p / (1 + (i - j) * (i - j));
                entropy -= p * Math.Log2(p);
            }
        }
        var (_, variance) = Spread(single);
        var (sumAverage, sumVariance) = Spread(sums);
        var (difference, differenceVariance) = Spread(differences);
        var contrast = differenceVariance + difference * difference;
        var constant = squares == 1;
        // (i + j) and (i − j) have variances 2σ² ± 2 cov: the covariance without a third loop.
        var correlation = variance < 1e-30 ? 1 : (sumVariance - contrast) / (4 * variance);
        var one = Entropy(single);
        var shared = Math.Max(0, 2 * one - entropy);
        return
        [
            squares, contrast, correlation, variance, homogeneity, sumAverage, sumVariance, Entropy(sums), entropy, differenceVariance,
            Entropy(differences), constant ? 0 : -shared / one, Math.Sqrt(1 - Math.Exp(-2 * Math.Log(2) * shared)),
        ];
    }

    private static (double Mean, double Variance) Spread(double[] shares)
    {
        double mean = 0, variance = 0;
        for (var k = 0; k < shares.Length; k++)
            mean += k * shares[k];
        for (var k = 0; k < shares.Length; k++)
            variance += (k - mean) * (k - mean) * shares[k];
        return (mean, variance);
    }

    private static double Entropy(double[] shares)
    {
        var bits = 0.0;
        foreach (var share in shares)
            bits -= share > 0 ? share * Math.Log2(share) : 0;
        return bits;
    }
}
