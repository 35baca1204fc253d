using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace BioDL.Statistics;

/// <summary>The sums of squares of fields × methods, and the covariance of the methods' contrasts, which decides whether F may be trusted.</summary>
internal static class RepeatedMeasuresAnalysis
{
    public static RepeatedMeasuresResult Of(ScoreTable table)
    {
        int k = table.Methods.Length, n = table.Fields;
        double[] means = [.. table.Columns.Select(column => Summary.Average(column))];
        double[] fields = [.. Enumerable.Range(0, n).Select(field => Summary.Average(table.Row(field)))];
        var grand = Summary.Average(means);
        double[] residuals = [.. Cells(k, n).Select(at => table.Columns[at.Method][at.Field] - means[at.Method] - fields[at.Field] + grand)];
        double between = n * means.Sum(mean => (mean - grand) * (mean - grand)), error = residuals.Sum(residual => residual * residual);
        if (error <= 1e-20 * (between + table.Columns.Sum(column => column.Sum(value => value * value))))
            throw new ArgumentException("The methods differ by the same amounts in every field; expected some variation, since F divides by it.", nameof(table));
        var (epsilon, mauchly, p) = Sphericity(table);
        return new RepeatedMeasuresResult
        {
            Methods = table.Methods,
            Means = means,
            Fields = n,
            F = between / (k - 1) / (error / ((k - 1) * (n - 1))),
            Epsilon = epsilon,
            Mauchly = mauchly,
            PSphericity = p,
            PartialEtaSquared = between / (between + error),
            Normality = Normality.ShapiroWilk(residuals),
        };
    }

    private static IEnumerable<(int Method, int Field)> Cells(int methods, int fields) =>
        Enumerable.Range(0, methods).SelectMany(method => Enumerable.Range(0, fields).Select(field => (method, field)));

    /// <summary>
    /// With S the covariance of k − 1 = m orthonormal contrasts: ε = (tr S)² / (m tr S²); Mauchly's W = det S / (tr S / m)^m, and
    /// −(n − 1 − (2m² + m + 2) / 6m) ln W is about chi-squared with m (m + 1)/2 − 1 degrees of freedom.
    /// </summary>
    private static (double Epsilon, double Mauchly, double P) Sphericity(ScoreTable table)
    {
        double m = table.Methods.Length - 1, n = table.Fields;
        if (m == 1)
            return (1, 1, 1);
        var contrasts = Contrasts(table);
        var covariance = contrasts.TransposeThisAndMultiply(contrasts) / (n - 1);
        var trace = covariance.Trace();
        var epsilon = trace * trace / (m * (covariance * covariance).Trace());
        if (n - 1 < m)
            return (epsilon, double.NaN, double.NaN);
        var mauchly = Math.Clamp(covariance.Determinant() / Math.Pow(trace / m, m), 0, 1);
        var chiSquare = -(n - 1 - (2 * m * m + m + 2) / (6 * m)) * Math.Log(mauchly);
        return (epsilon, mauchly, double.IsPositiveInfinity(chiSquare) ? 0 : 1 - ChiSquared.CDF(m * (m + 1) / 2 - 1, Math.Max(0, chiSquare)));
    }

    /// <summary>Helmert's contrasts of each field's scores: (x₁ + … + xⱼ − j xⱼ₊₁) / √(j (j + 1)), less their means over the fields.</summary>
    private static Matrix<double> Contrasts(ScoreTable table)
    {
        var contrasts = Matrix<double>.Build.Dense(table.Fields, table.Methods.Length - 1, (field, j) =>
            (table.Columns.Take(j + 1).Sum(column => column[field]) - (j + 1) * table.Columns[j + 1][field]) / Math.Sqrt((j + 1.0) * (j + 2)));
        var means = contrasts.ColumnSums() / table.Fields;
        return Matrix<double>.Build.Dense(contrasts.RowCount, contrasts.ColumnCount, (field, j) => contrasts[field, j] - means[j]);
    }
}
