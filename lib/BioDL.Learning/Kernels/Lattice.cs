namespace BioDL.Learning.Kernels;

/// <summary>One element of a kernel as a lattice sees it.</summary>
/// <param name="Y">Row that it reads for the lattice's first row.</param>
/// <param name="X">Column that it reads for the lattice's first column.</param>
/// <param name="Index">Its place in the kernel, row by row.</param>
internal readonly record struct LatticeTap(int Y, int X, int Index);

/// <summary>
/// Output pixels at regular distances that are all computed in the same way. A convolution is one lattice. A transposed convolution of stride s is
/// s × s lattices, each a convolution of stride 1 with some of the kernel's elements.
/// </summary>
/// <param name="FirstY">Row of the first output pixel.</param>
/// <param name="FirstX">Column of the first output pixel.</param>
/// <param name="StepY">Output rows from one row of the lattice to the next.</param>
/// <param name="StepX">Output columns from one column of the lattice to the next.</param>
/// <param name="Rows">Rows of the lattice.</param>
/// <param name="Columns">Columns of the lattice.</param>
/// <param name="StrideY">Input rows from one row of the lattice to the next.</param>
/// <param name="StrideX">Input columns from one column of the lattice to the next.</param>
/// <param name="Taps">What each pixel sums.</param>
internal sealed record Lattice(
    int FirstY, int FirstX, int StepY, int StepX, int Rows, int Columns, int StrideY, int StrideX, LatticeTap[] Taps)
{
    /// <summary>The leftmost column that a pixel of the first column reads.</summary>
    public int FirstColumn { get; } = Taps.Length == 0 ? 0 : Taps.Min(tap => tap.X);

    /// <summary>The rightmost.</summary>
    public int LastColumn { get; } = Taps.Length == 0 ? 0 : Taps.Max(tap => tap.X);

    /// <summary>The topmost row that a pixel of the first row reads.</summary>
    public int FirstRow { get; } = Taps.Length == 0 ? 0 : Taps.Min(tap => tap.Y);

    /// <summary>The one at the bottom.</summary>
    public int LastRow { get; } = Taps.Length == 0 ? 0 : Taps.Max(tap => tap.Y);

    /// <summary>The lattice of a convolution.</summary>
    public static Lattice[] Forward(ConvolutionShape shape)
    {
        var (y, x) = (shape.Window.Y, shape.Window.X);
        var taps = from row in Enumerable.Range(0, y.Size)
                   from column in Enumerable.Range(0, x.Size)
                   select new LatticeTap((row * y.Dilation) - y.Before, (column * x.Dilation) - x.Before, (row * x.Size) + column);
        return [new(0, 0, 1, 1, shape.OutputHeight, shape.OutputWidth, y.Stride, x.Stride, [.. taps])];
    }

    /// <summary>The lattices of a transposed convolution: output o reads input i through the kernel's element k where o + before = i · stride + k · dilation.</summary>
    public static Lattice[] Transposed(ConvolutionShape shape)
    {
        var (y, x) = (shape.Window.Y, shape.Window.X);
        var lattices = from firstY in Enumerable.Range(0, Math.Min(y.Stride, shape.OutputHeight))
                       from firstX in Enumerable.Range(0, Math.Min(x.Stride, shape.OutputWidth))
                       let rows = (shape.OutputHeight - firstY + y.Stride - 1) / y.Stride
                       let columns = (shape.OutputWidth - firstX + x.Stride - 1) / x.Stride
                       let taps = from row in Phase(y, firstY)
                                  from column in Phase(x, firstX)
                                  select new LatticeTap(row.Offset, column.Offset, (row.Element * x.Size) + column.Element)
                       select new Lattice(firstY, firstX, y.Stride, x.Stride, rows, columns, 1, 1, [.. taps]);
        return [.. lattices];
    }

    private static IEnumerable<(int Element, int Offset)> Phase(WindowAxis axis, int first)
    {
        for (var element = 0; element < axis.Size; element++)
        {
            var distance = first + axis.Before - (element * axis.Dilation);
            if (distance % axis.Stride == 0)
                yield return (element, distance / axis.Stride);
        }
    }
}
