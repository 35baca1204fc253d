namespace BioDL.Images;

/// <summary>The numbers that are written to NPY files, little-endian.</summary>
public enum NpyType
{
    /// <summary>Integers, 0 to 255 (NumPy: u1).</summary>
    UInt8,

    /// <summary>Integers, 0 to 65,535 (NumPy: u2).</summary>
    UInt16,

    /// <summary>Floats of 32 bits: every value exactly (NumPy: f4).</summary>
    Float32,
}
