using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace BioDL.Learning;

/// <summary>With which vectors the processor computes.</summary>
public enum SimdPath
{
    /// <summary>The widest that this machine has.</summary>
    Widest,

    /// <summary>512 bits (AVX-512).</summary>
    Avx512,

    /// <summary>256 bits with fused multiply-add (AVX2 and FMA).</summary>
    Avx2,

    /// <summary>What every machine has.</summary>
    Portable,
}

/// <summary>How to compute. Results do not depend on the number of threads; between vector widths they differ by rounding.</summary>
public sealed record ComputeOptions
{
    /// <summary>
    /// Options from the environment: BIODL_THREADS (a number above 0) and BIODL_SIMD (avx512, avx2 or portable). What is not set, or not
    /// understood, is one thread per core and the widest vectors.
    /// </summary>
    public static ComputeOptions Default { get; } = new();

    /// <summary>Threads that compute; at least 1.</summary>
    public int Threads { get; init; } =
        int.TryParse(Environment.GetEnvironmentVariable("BIODL_THREADS"), CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : Environment.ProcessorCount;

    /// <summary>Width of the vectors; one that this machine lacks means the next narrower one.</summary>
    public SimdPath Simd { get; init; } =
        Enum.TryParse<SimdPath>(Environment.GetEnvironmentVariable("BIODL_SIMD"), ignoreCase: true, out var path) ? path : SimdPath.Widest;

    /// <summary>
    /// The most bytes that the values of a run may take, weights and what the caller holds aside; a run that needs more ends with an
    /// <see cref="OnnxException"/> before it takes them. No limit by default.
    /// </summary>
    public long MaximumMemory { get; init; } = long.MaxValue;

    /// <summary>The path that is taken on this machine: never <see cref="SimdPath.Widest"/>.</summary>
    public SimdPath Taken =>
        Simd is SimdPath.Widest or SimdPath.Avx512 && Avx512F.IsSupported && Avx512DQ.IsSupported ? SimdPath.Avx512
        : Simd is not SimdPath.Portable && Avx2.IsSupported && Fma.IsSupported ? SimdPath.Avx2
        : SimdPath.Portable;
}
