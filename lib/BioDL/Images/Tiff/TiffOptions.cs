namespace BioDL.Images;

/// <summary>How a TIFF file stores numbers.</summary>
public sealed record TiffOptions
{
    /// <summary>What the numbers are; null takes the first of UInt8, UInt16 and Float32 that holds all values of the image exactly.</summary>
    public TiffSamples? Samples { get; init; }

    /// <summary>
    /// What is done to numbers so that they pack better; null takes Horizontal for integers and None for floats, which every reader
    /// knows (ImageJ 1.53 and tifffile without imagecodecs read no floating-point predictor).
    /// </summary>
    public TiffPredictors? Predictor { get; init; }
}

/// <summary>The numbers that are written to TIFF files.</summary>
public enum TiffSamples
{
    /// <summary>Integers, 0 to 255.</summary>
    UInt8,

    /// <summary>Integers, 0 to 65,535.</summary>
    UInt16,

    /// <summary>Integers, 0 to 4,294,967,295.</summary>
    UInt32,

    /// <summary>Floats of 32 bits: every value exactly.</summary>
    Float32,
}

/// <summary>What is done to numbers before they are packed, by the values of TIFF's field Predictor.</summary>
public enum TiffPredictors
{
    /// <summary>Numbers as they are.</summary>
    None = 1,

    /// <summary>Differences to the pixel on the left.</summary>
    Horizontal = 2,

    /// <summary>The bytes of a row of floats sorted by significance, then differences.</summary>
    FloatingPoint = 3,
}
