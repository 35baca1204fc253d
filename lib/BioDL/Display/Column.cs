namespace BioDL.Display;

/// <summary>One column of a chart: <c>("Otsu", 0.71)</c>, or with an interval <c>("Otsu", 0.71, 0.66, 0.75)</c>.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">Its value.</param>
/// <param name="Low">Lower end of its interval; null when there is none.</param>
/// <param name="High">Upper end of its interval; null when there is none.</param>
public sealed record Column(string Name, double Value, double? Low = null, double? High = null)
{
    /// <summary>A column without an interval.</summary>
    public static implicit operator Column((string Name, double Value) column) => new(column.Name, column.Value);

    /// <summary>A column with an interval.</summary>
    public static implicit operator Column((string Name, double Value, double Low, double High) column) =>
        new(column.Name, column.Value, column.Low, column.High);
}
