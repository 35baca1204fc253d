namespace BioDL.Classical;

/// <summary>
/// Haralick's texture features of one object in one channel (Haralick, Shanmugam and Dinstein 1973, IEEE Trans. Syst. Man Cybern. 3:610), each the mean over
/// four directions (along rows, columns and both diagonals). p(i, j) is how often a pixel of grey level i has one of level j at the distance asked for, both
/// within the object, counted in both orders and divided by its sum; levels count from 0. Logarithms are to base 2, entropies in bits, except in the second
/// measure of information, which needs natural ones. The fourteenth feature (an eigenvalue) is left out, as the paper itself advises for its instability.
/// Everything is not a number where the object holds no pair of pixels.
/// </summary>
public sealed record Texture
{
    internal const int Features = 13;

    private readonly double[] features;

    internal Texture(double[] features) => this.features = features;

    /// <summary>1. Σ p²: 1 for a constant object ("uniformity"; its root is called energy).</summary>
    public double AngularSecondMoment => features[0];

    /// <summary>2. Σ (i − j)² p: 0 for a constant object.</summary>
    public double Contrast => features[1];

    /// <summary>3. Σ (i − μ)(j − μ) p / σ², −1 to 1; 1 for a constant object, as in scikit-image.</summary>
    public double Correlation => features[2];

    /// <summary>4. σ² = Σ (i − μ)² p.</summary>
    public double Variance => features[3];

    /// <summary>5. Σ p / (1 + (i − j)²) ("homogeneity").</summary>
    public double InverseDifferenceMoment => features[4];

    /// <summary>6. Mean of i + j.</summary>
    public double SumAverage => features[5];

    /// <summary>7. Variance of i + j. (The paper subtracts the sum's entropy in place of its average, a known misprint.)</summary>
    public double SumVariance => features[6];

    /// <summary>8. Entropy of i + j.</summary>
    public double SumEntropy => features[7];

    /// <summary>9. −Σ p log p.</summary>
    public double Entropy => features[8];

    /// <summary>10. Variance of |i − j|.</summary>
    public double DifferenceVariance => features[9];

    /// <summary>11. Entropy of |i − j|.</summary>
    public double DifferenceEntropy => features[10];

    /// <summary>12. (H(i, j) − 2 H(i)) / H(i): 0 when one level says nothing of the other, −1 when it says all; 0 for a constant object.</summary>
    public double InformationCorrelation1 => features[11];

    /// <summary>13. √(1 − exp(−2 (2 H(i) − H(i, j)))), 0 to 1.</summary>
    public double InformationCorrelation2 => features[12];
}
