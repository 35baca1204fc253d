namespace BioDL.Models;

/// <summary>
/// When a reproduced output counts as the published one (specification 0.5, <c>config.bioimageio.reproducibility_tolerance</c>): an element is a mismatch
/// if |output − published| &gt; absolute + relative · |published|; the test fails above a number of mismatches per million.
/// </summary>
/// <param name="Relative">Share of the published value.</param>
/// <param name="Absolute">In the unit of the output.</param>
/// <param name="MismatchesPerMillion">So many may differ.</param>
public sealed record ReproductionTolerance(double Relative = 1e-3, double Absolute = 1e-3, double MismatchesPerMillion = 100)
{
    /// <summary>What a description asks for: the first entry that fits the output and the kind of weights, with the defaults for what it leaves out.</summary>
    /// <param name="model">The description.</param>
    /// <param name="output">Name of the output.</param>
    /// <param name="weights">Kind of weights: <c>onnx</c>.</param>
    public static ReproductionTolerance For(ModelDescription model, string output, string weights = "onnx")
    {
        ArgumentNullException.ThrowIfNull(model);
        var usual = new ReproductionTolerance();
        if (model.Find("bioimageio", "reproducibility_tolerance") is not System.Collections.IEnumerable entries)
            return usual;
        foreach (var entry in entries)
        {
            if (Fits(ConfigReader.Child(entry, "output_ids"), output) && Fits(ConfigReader.Child(entry, "weights_formats"), weights))
                return new ReproductionTolerance(
                    ConfigReader.Number(ConfigReader.Child(entry, "relative_tolerance")) ?? usual.Relative,
                    ConfigReader.Number(ConfigReader.Child(entry, "absolute_tolerance")) ?? usual.Absolute,
                    ConfigReader.Number(ConfigReader.Child(entry, "mismatched_elements_per_million")) ?? usual.MismatchesPerMillion);
        }
        return usual;
    }

    private static bool Fits(object? limits, string name) => ConfigReader.Words(limits) is var names && (names.Count == 0 || names.Contains(name, StringComparer.Ordinal));
}
