using System.Globalization;
using BioDL.Learning;

namespace BioDL.OnnxRuntime.Tests.Oracle;

/// <summary>Whether two tensors are equal but for rounding: |a − b| ≤ 1e-5 + 1e-4 · |b|.</summary>
internal static class Agreement
{
    /// <summary>Says where two tensors differ most; null when they agree.</summary>
    public static string? Differences(Tensor ours, Tensor theirs, double absolute = 1e-5, double relative = 1e-4)
    {
        // Networks of half precision run in single precision here: the peer's results are the rougher ones.
        if ((ours.Type, theirs.Type) is (ElementType.Float32, ElementType.Float16))
            (absolute, relative) = (Math.Max(absolute, 1e-3), Math.Max(relative, 1e-3));
        else if (ours.Type != theirs.Type)
            return $"ours is {ours}, the peer's {theirs}";
        if (ours.Shape != theirs.Shape)
            return $"ours is {ours}, the peer's {theirs}";
        double[] a = Numbers(ours), b = Numbers(theirs);
        int worst = -1, count = 0;
        double most = 0;
        for (var n = 0; n < a.Length; n++)
        {
            if (a[n].Equals(b[n]))
                continue;
            var excess = Math.Abs(a[n] - b[n]) / (absolute + relative * Math.Abs(b[n]));
            if (excess <= 1)
                continue;
            count++;
            if (worst < 0 || excess > most || double.IsNaN(excess))
                (worst, most) = (n, double.IsNaN(excess) ? double.PositiveInfinity : excess);
        }
        return worst < 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"{count} of {a.Length} elements differ; at {worst} of {ours.Shape} ours is {a[worst]:g9}, the peer's {b[worst]:g9}");
    }

    /// <summary>The largest difference of any two elements.</summary>
    public static double Largest(Tensor ours, Tensor theirs) => Numbers(ours).Zip(Numbers(theirs), (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max();

    private static double[] Numbers(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float32 => Numbers<float>(tensor),
        ElementType.Float64 => Numbers<double>(tensor),
        ElementType.Float16 => Numbers<Half>(tensor),
        ElementType.Bool => [.. tensor.ToArray<bool>().Select(value => value ? 1.0 : 0)],
        ElementType.Int8 => Numbers<sbyte>(tensor),
        ElementType.Int16 => Numbers<short>(tensor),
        ElementType.Int32 => Numbers<int>(tensor),
        ElementType.Int64 => Numbers<long>(tensor),
        ElementType.UInt8 => Numbers<byte>(tensor),
        ElementType.UInt16 => Numbers<ushort>(tensor),
        ElementType.UInt32 => Numbers<uint>(tensor),
        _ => Numbers<ulong>(tensor),
    };

    private static double[] Numbers<T>(Tensor tensor)
        where T : unmanaged, System.Numerics.INumberBase<T> => Array.ConvertAll(tensor.ToArray<T>(), double.CreateChecked);
}
