namespace BioDL.Classical;

/// <summary>Room for three results of one row.</summary>
internal readonly record struct ThreeRows(float[] First, float[] Second, float[] Third)
{
    public static ThreeRows OfLength(int length) => new(new float[length], new float[length], new float[length]);
}
