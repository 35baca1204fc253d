using BioDL.Learning;

namespace BioDL.OnnxRuntime.Tests.Oracle;

/// <summary>Tensors of random numbers, the same for the same seed.</summary>
internal static class RandomTensors
{
    public static Tensor Make(ElementType type, int[] sizes, int seed)
    {
        var random = new Random(seed);
        return type switch
        {
            ElementType.Float32 => Fill(sizes, () => Fraction(random)),
            ElementType.Float64 => Fill(sizes, () => (double)Fraction(random)),
            ElementType.Float16 => Fill(sizes, () => (Half)Fraction(random)),
            ElementType.Bool => Fill(sizes, () => random.Next(2) == 1),
            ElementType.Int8 => Fill(sizes, () => (sbyte)random.Next(-9, 10)),
            ElementType.Int16 => Fill(sizes, () => (short)random.Next(-9, 10)),
            ElementType.Int32 => Fill(sizes, () => random.Next(-9, 10)),
            ElementType.Int64 => Fill(sizes, () => (long)random.Next(-9, 10)),
            ElementType.UInt8 => Fill(sizes, () => (byte)random.Next(10)),
            ElementType.UInt16 => Fill(sizes, () => (ushort)random.Next(10)),
            ElementType.UInt32 => Fill(sizes, () => (uint)random.Next(10)),
            ElementType.UInt64 => Fill(sizes, () => (ulong)random.Next(10)),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There are no random numbers of this type."),
        };
    }

    // Sum of three uniform numbers: nearly normal, of deviation 1.
    private static float Fraction(Random random) => 2 * (random.NextSingle() + random.NextSingle() + random.NextSingle()) - 3;

    private static Tensor Fill<T>(int[] sizes, Func<T> next)
        where T : unmanaged
    {
        var tensor = Tensor.Zeros(BioDL.Learning.ElementTypes.Of<T>(), sizes);
        foreach (ref var value in tensor.Span<T>())
            value = next();
        return tensor;
    }
}
