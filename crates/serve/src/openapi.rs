//! The OpenAPI document, made from the list of routes that makes the router.

use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::Value;
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, HttpMethod, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, PathsBuilder, RefOr,
    Required, ResponseBuilder, Schema,
    header::HeaderBuilder,
    path::{Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
    request_body::RequestBodyBuilder,
    schema::{ArrayBuilder, ObjectBuilder, Type},
    security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
};

use crate::{
    BASE,
    fault::{ErrorBody, Kind},
    params::{Holds, Param},
    route::{Does, Route},
    sink::RowFormat,
    views,
};

/// Name of the security scheme.
const TOKEN: &str = "token";

/// The document.
pub fn document() -> OpenApi {
    let mut generator = settings().into_generator();
    let mut paths = PathsBuilder::new();
    for route in views::routes() {
        let method = if matches!(route.does, Does::Write { .. }) { HttpMethod::Post } else { HttpMethod::Get };
        let item = PathItem::new(method, operation(&route, &mut generator));
        paths = paths.path(format!("{BASE}{}", route.path), item);
    }
    let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    let mut components = ComponentsBuilder::new().security_scheme(TOKEN, token);
    for (name, schema) in generator.take_definitions(true) {
        components = components.schema(name, converted(schema));
    }
    let about = "Political events, incidents and their sources. See docs/api.md of Annals.";
    let info = InfoBuilder::new().title("Annals").version(env!("CARGO_PKG_VERSION")).description(Some(about)).build();
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components.build())).build()
}

/// JSON Schema as OpenAPI 3.1 has it.
fn settings() -> SchemaSettings {
    SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    })
}

/// A schema of `schemars` as `utoipa` holds it: both write JSON Schema, the former more of it.
fn converted(mut schema: Value) -> RefOr<Schema> {
    constants_as_choices(&mut schema);
    serde_json::from_value(schema).unwrap_or_else(|_| RefOr::T(Schema::default()))
}

/// `utoipa` has no `const` and would leave it out; a choice of one says the same.
fn constants_as_choices(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            if let Some(value) = parts.remove("const") {
                parts.insert("enum".to_owned(), Value::Array(vec![value]));
            }
            parts.values_mut().for_each(constants_as_choices);
        }
        Value::Array(parts) => parts.iter_mut().for_each(constants_as_choices),
        _ => {}
    }
}

fn operation(route: &Route, generator: &mut SchemaGenerator) -> Operation {
    let mut operation = OperationBuilder::new().tag(route.tag).summary(Some(route.about)).operation_id(Some(format!(
        "{}{}",
        if matches!(route.does, Does::Write { .. }) { "post" } else { "get" },
        route.path.replace(['/', '{', '}'], "_")
    )));
    for name in route.ids() {
        let id = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path).required(Required::True);
        operation = operation.parameter(id.schema(Some(integer(None))));
    }
    for param in &route.params {
        operation = operation.parameter(parameter(param));
    }
    if let Does::Write { body, .. } = route.does {
        let schema = converted(body(generator).to_value());
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let body = RequestBodyBuilder::new().content("application/json", content).required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    operation = operation.response(route.status().as_str(), answer(route, generator));
    if matches!(route.does, Does::Read { .. }) {
        let unchanged = ResponseBuilder::new().description("Not changed since the answer with that `ETag`");
        operation = operation.response("304", unchanged);
    }
    if route.moves {
        let place = HeaderBuilder::new().schema(Some(text())).description(Some("The address")).build();
        let moved = ResponseBuilder::new().description("It has another address now").header("Location", place);
        operation = operation.response("307", moved);
    }
    for (status, codes) in errors(route) {
        let schema = converted(generator.subschema_for::<ErrorBody>().to_value());
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let error = ResponseBuilder::new().description(codes).content("application/json", content);
        operation = operation.response(status, error);
    }
    if !matches!(route.does, Does::Tell { open: true, .. }) {
        // On loopback reading takes no token.
        if !matches!(route.does, Does::Write { .. }) {
            operation = operation.security(SecurityRequirement::default());
        }
        operation = operation.security(SecurityRequirement::new(TOKEN, Vec::<String>::new()));
    }
    operation.build()
}

/// Statuses of errors, each with the codes that come with it.
fn errors(route: &Route) -> Vec<(String, String)> {
    let mut statuses: Vec<(String, String)> = Vec::new();
    for kind in route.errors() {
        let (status, code) = Kind::parts(kind);
        match statuses.iter_mut().find(|(other, _)| other == status.as_str()) {
            Some((_, codes)) => *codes += &format!(", `{code}`"),
            None => statuses.push((status.as_str().to_owned(), format!("`{code}`"))),
        }
    }
    statuses
}

fn answer(route: &Route, generator: &mut SchemaGenerator) -> ResponseBuilder {
    let schema = converted((route.schema)(generator).to_value());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let mut response = ResponseBuilder::new().description("The answer").content("application/json", content);
    if matches!(route.does, Does::Read { .. }) {
        let tag =
            HeaderBuilder::new().schema(Some(text())).description(Some("Changes whenever the store does")).build();
        response = response.header("ETag", tag);
        for format in route.formats() {
            let media = format.parts().0.split(';').next().unwrap_or_default();
            let schema = match format {
                RowFormat::Geojson => typed(Type::Object),
                // A file of lines, of which none is the whole.
                RowFormat::Csv | RowFormat::Jsonl => RefOr::T(text()),
            };
            response = response.content(media, ContentBuilder::new().schema(Some(schema)).build());
        }
    }
    response
}

fn parameter(param: &Param) -> Parameter {
    let one = match param.holds {
        Holds::Text => RefOr::T(text()),
        Holds::Count(most) => integer(Some(most)),
        Holds::Id => integer(None),
        Holds::Number => typed(Type::Number),
        Holds::Flag => typed(Type::Boolean),
        Holds::Day => RefOr::T(Schema::Object(
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::Date)))
                .build(),
        )),
        Holds::Numbers(count) => RefOr::T(Schema::Array(
            ArrayBuilder::new().items(typed(Type::Number)).min_items(Some(count)).max_items(Some(count)).build(),
        )),
        Holds::Choice(words) => {
            RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words())).build()))
        }
    };
    let schema = if param.many { RefOr::T(Schema::Array(ArrayBuilder::new().items(one).build())) } else { one };
    let lists = matches!(param.holds, Holds::Numbers(_));
    ParameterBuilder::new()
        .name(param.name)
        .parameter_in(ParameterIn::Query)
        .description(Some(param.about))
        .required(Required::False)
        .schema(Some(schema))
        .explode(lists.then_some(false))
        .build()
}

fn text() -> Schema {
    Schema::Object(ObjectBuilder::new().schema_type(Type::String).build())
}

fn typed(kind: Type) -> RefOr<Schema> {
    RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(kind).build()))
}

fn integer(most: Option<usize>) -> RefOr<Schema> {
    let number =
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1.0)).maximum(most.map(|most| most as f64));
    RefOr::T(Schema::Object(number.build()))
}
