using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>Of which two neighbours, with which weights, each element along an axis is a mixture.</summary>
/// <param name="Places">Two places in the input for each element.</param>
/// <param name="Weights">Two weights for each element.</param>
internal sealed record PairMix(int[] Places, float[] Weights);

/// <summary>
/// Bilinear interpolation with channels in blocks, in one pass: for each row of the output, two rows of the input are mixed into a line that stays in
/// the cache, and its pixels then into the output's.
/// </summary>
internal readonly unsafe struct BlockedResize(int planes, int height, int width, PairMix rows, PairMix columns, float* input, float* output) : IParts
{
    private const int Side = TensorLayouts.Block;
    private const int RowsOfPart = 8;

    private readonly int planes = planes;
    private readonly int height = height;
    private readonly int width = width;
    private readonly PairMix rows = rows;
    private readonly PairMix columns = columns;
    private readonly float* input = input;
    private readonly float* output = output;

    /// <summary>Number of parts.</summary>
    public int Count => planes * Chunks;

    private int OutputHeight => rows.Weights.Length / 2;

    private int OutputWidth => columns.Weights.Length / 2;

    private int Chunks => (OutputHeight + RowsOfPart - 1) / RowsOfPart;

    /// <inheritdoc/>
    public void Run(int part)
    {
        var (plane, chunk) = Math.DivRem(part, Chunks);
        var line = (float*)NativeMemory.AlignedAlloc((nuint)width * Side * sizeof(float), 64);
        try
        {
            for (var row = chunk * RowsOfPart; row < Math.Min((chunk + 1) * RowsOfPart, OutputHeight); row++)
            {
                Mix(plane, row, line);
                Spread(line, output + ((((long)plane * OutputHeight) + row) * OutputWidth * Side));
            }
        }
        finally
        {
            NativeMemory.AlignedFree(line);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mix(int plane, int row, float* line)
    {
        var top = input + ((((long)plane * height) + rows.Places[2 * row]) * width * Side);
        var bottom = input + ((((long)plane * height) + rows.Places[(2 * row) + 1]) * width * Side);
        var (first, second) = (Vector512.Create(rows.Weights[2 * row]), Vector512.Create(rows.Weights[(2 * row) + 1]));
        for (nint n = 0; n < (nint)width * Side; n += Side)
            ((Vector512.Load(top + n) * first) + (Vector512.Load(bottom + n) * second)).Store(line + n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(float* line, float* target)
    {
        fixed (int* places = columns.Places)
        fixed (float* weights = columns.Weights)
        {
            var count = OutputWidth;
            for (nint n = 0; n < count; n++)
            {
                var left = Vector512.Load(line + ((nint)places[2 * n] * Side)) * Vector512.Create(weights[2 * n]);
                var right = Vector512.Load(line + ((nint)places[(2 * n) + 1] * Side)) * Vector512.Create(weights[(2 * n) + 1]);
                (left + right).Store(target + (n * Side));
            }
        }
    }
}
