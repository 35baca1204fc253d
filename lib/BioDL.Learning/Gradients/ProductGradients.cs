using BioDL.Learning.Graphs;

namespace BioDL.Learning.Gradients;

/// <summary>Products of matrices: for Y = A B, the gradient of A is G Bᵀ and that of B is Aᵀ G.</summary>
internal static class ProductGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["Gemm"] = (node, _) => new GemmGradient(node.Attributes),
        ["MatMul"] = (_, _) => new MatMulGradient(),
    };

    /// <summary>A matrix as rows and columns of steps through memory.</summary>
    private readonly record struct View(int Start, int RowStep, int ColumnStep)
    {
        public View Turned => new(Start, ColumnStep, RowStep);
    }

    /// <summary>Adds factor · left · right, of the given sizes, to the target.</summary>
    private static void AddProduct(
        ReadOnlySpan<float> left, View leftView, ReadOnlySpan<float> right, View rightView, Span<float> target, View targetView, int rows, int columns, int depth, float factor)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < depth; k++)
            {
                var weight = factor * left[leftView.Start + row * leftView.RowStep + k * leftView.ColumnStep];
                for (var column = 0; column < columns; column++)
                    target[targetView.Start + row * targetView.RowStep + column * targetView.ColumnStep] += weight * right[rightView.Start + k * rightView.RowStep + column * rightView.ColumnStep];
            }
        }
    }

    /// <summary>alpha · A' B' + beta · C, where A' and B' may be turned.</summary>
    private sealed class GemmGradient(Attributes attributes) : GradientRule
    {
        public override bool IsWeight(int input, TensorShape shape) => true;

        public override void Backward(GradientCall call)
        {
            var gradient = call.Gradient(0, TensorLayout.Plain);
            Tensor a = call.Input(0, TensorLayout.Plain), b = call.Input(1, TensorLayout.Plain);
            float alpha = attributes.Number("alpha", 1), beta = attributes.Number("beta", 1);
            bool turnsA = attributes.Integer("transA", 0) != 0, turnsB = attributes.Integer("transB", 0) != 0;
            int rows = gradient.Shape[0], columns = gradient.Shape[1], depth = a.Shape[turnsA ? 0 : 1];
            View whole = new(0, columns, 1), viewA = turnsA ? new(0, 1, rows) : new(0, depth, 1), viewB = turnsB ? new(0, 1, depth) : new(0, columns, 1);
            if (call.Needs(0))
            {
                var target = call.Place(0).Span<float>();
                target.Clear();
                AddProduct(gradient.Span<float>(), whole, b.Span<float>(), viewB.Turned, target, viewA, rows, depth, columns, alpha);
            }
            if (call.Needs(1))
            {
                var target = call.Place(1).Span<float>();
                target.Clear();
                AddProduct(a.Span<float>(), viewA.Turned, gradient.Span<float>(), whole, target, viewB, depth, columns, rows, alpha);
            }
            if (call.Needs(2))
            {
                var part = call.Scratch(ElementType.Float32, gradient.Shape);
                System.Numerics.Tensors.TensorPrimitives.Multiply(gradient.Span<float>(), beta, part.Span<float>());
                Broadcasting.Pass(call, 2, part);
            }
        }
    }

    /// <summary>Batches of matrices; a batch of one serves all of the other's.</summary>
    private sealed class MatMulGradient : GradientRule
    {
        public override bool IsWeight(int input, TensorShape shape) => true;

        public override void Backward(GradientCall call)
        {
            Tensor a = call.Input(0, TensorLayout.Plain), b = call.Input(1, TensorLayout.Plain), gradient = call.Gradient(0, TensorLayout.Plain);
            // A vector on the left is a row, one on the right a column.
            TensorShape shapeA = a.Shape.Rank == 1 ? new(1, a.Shape[0]) : a.Shape, shapeB = b.Shape.Rank == 1 ? new(b.Shape[0], 1) : b.Shape;
            int rows = shapeA[-2], depth = shapeA[-1], columns = shapeB[-1], batches = rows * columns == 0 ? 0 : gradient.Shape.Count / (rows * columns);
            var outer = Outer(gradient.Shape, (a.Shape.Rank == 1 ? 0 : 1) + (b.Shape.Rank == 1 ? 0 : 1));
            BroadcastPlaces placesA = new(Outer(shapeA, 2), outer), placesB = new(Outer(shapeB, 2), outer);
            Span<float> byA = call.Needs(0) ? call.Place(0).Span<float>() : default, byB = call.Needs(1) ? call.Place(1).Span<float>() : default;
            byA.Clear();
            byB.Clear();
            for (var batch = 0; batch < batches; batch++)
            {
                View whole = new(batch * rows * columns, columns, 1), viewA = new(placesA.Of(batch) * rows * depth, depth, 1), viewB = new(placesB.Of(batch) * depth * columns, columns, 1);
                if (byA.Length > 0)
                    AddProduct(gradient.Span<float>(), whole, b.Span<float>(), viewB.Turned, byA, viewA, rows, depth, columns, 1);
                if (byB.Length > 0)
                    AddProduct(a.Span<float>(), viewA.Turned, gradient.Span<float>(), whole, byB, viewB, depth, columns, rows, 1);
            }
        }

        private static TensorShape Outer(TensorShape shape, int inner) => new(shape.ToArray().AsSpan(..^inner));
    }
}
